/**
 * A sweep's program, as the host writes it (src/pass/kernel/encode.ts), and where each of its requests keeps what.
 *
 *     program     projections, requests, numbers of a node, working vectors, and of how many projections z is kept, the
 *                 first; then every projection: offset and d weights; then records
 *     record      its length, kind, projection (−1: none), place in a node, which of the working vectors are its labels
 *                 and its weights (−1: the rows' own), and by kind:
 *     field       threshold (0: none, 1: >, 2: ≥), sign, above; then the map
 *     profile     whether columns are wanted, number of edges; then the edges
 *     moments     whether only the diagonal is wanted; then the map, where a projection weighs
 *     index       nothing
 */
import { F64 } from "./layout";

export { FIELD, MOMENTS, PROFILE } from "../src/pass/kernel/opcodes";

/** Numbers before the projections. */
export const HEADER: usize = 5;

/** Where in a record that begins what its kind adds, and where its curve. */
export const KIND: usize = 6;
export const FIELD_CURVE: usize = KIND + 3;
export const MOMENTS_CURVE: usize = KIND + 1;

/** A number of the program. */
export function numberAt(record: usize, place: usize): f64 {
  return load<f64>(record + (place << F64));
}

/** The kind of a record, its projection and where in a node its sums begin. */
export function kindOf(record: usize): i32 {
  return <i32>numberAt(record, 1);
}
export function projectionOf(record: usize): i32 {
  return <i32>numberAt(record, 2);
}
export function placeOf(record: usize): usize {
  return (<usize>numberAt(record, 3)) << F64;
}
export function labelsOf(record: usize): i32 {
  return <i32>numberAt(record, 4);
}
export function weightsOf(record: usize): i32 {
  return <i32>numberAt(record, 5);
}
export function after(record: usize): usize {
  return record + ((<usize>numberAt(record, 0)) << F64);
}

/** Where a request keeps what, once a sweep has begun. */
@unmanaged
export class Plan {
  record: usize = 0;
  kind: i32 = 0;
  /** z of the tile or the chunk; 0 where nothing is projected. */
  z: usize = 0;
  /** Working labels and weights of the chunk; 0 where the rows' own count. */
  labels: usize = 0;
  weights: usize = 0;
  /** Its numbers in a node, in bytes from the node's begin. */
  place: usize = 0;
  /** field: r of the tile. */
  r: usize = 0;
  /** field, moments: sums of the chunk, two lanes each. */
  lanes: usize = 0;
  /** profile: see bins.ts. */
  guide: usize = 0;
}
