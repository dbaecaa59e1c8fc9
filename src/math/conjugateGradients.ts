import { addScaled, dot } from "./vectors.ts";

export interface Stop {
  /** Ends when the residual is this part of b. */
  readonly relative: number;
  readonly most: number;
}

/**
 * x with A x = b by conjugate gradients (HestenesS1952), A symmetric and positive semidefinite, known by what it does to
 * vectors. In whitened coordinates few rounds are enough, and A itself, d² numbers, is never formed.
 *
 * @returns what stood when A showed no curvature along a direction, too
 */
export async function conjugateGradients(
  times: (v: Float64Array) => Promise<Float64Array>,
  b: Float64Array,
  { relative, most }: Stop,
): Promise<Float64Array> {
  let x: Float64Array = new Float64Array(b.length);
  let residual = b;
  let along = b;
  let rest = dot(b, b);
  const enough = relative * relative * rest;
  for (let round = 0; round < most && rest > enough; round++) {
    const image = await times(along);
    const curvature = dot(along, image);
    if (!(curvature > 0 && curvature < Infinity)) break;
    const step = rest / curvature;
    x = addScaled(x, step, along);
    residual = addScaled(residual, -step, image);
    const next = dot(residual, residual);
    along = addScaled(residual, next / rest, along);
    rest = next;
  }
  return x;
}
