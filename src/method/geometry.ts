/** Where weights live: the tangent part of a field at w, and the way back after a step. */
export interface Geometry {
  readonly name: string;
  /** Weights are directions alone: scale and shift of a link are for others to find. */
  readonly directional?: boolean;
  /** The part of the field g along which w can move. */
  project(w: Float64Array, g: Float64Array): Float64Array;
  /** Brings a point that has left back to where weights live. */
  retract(w: Float64Array): Float64Array;
}
