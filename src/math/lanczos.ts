import { symmetricEigen } from "./linear.ts";
import { addScaled, dot, norm, scaled, unit } from "./vectors.ts";

/** What stands out at the ends of a spectrum has converged after so many rounds; of fewer dimensions all has. */
const ROUNDS = 24;
/** A space that A maps into itself to so many digits is whole. */
const CLOSED = 1e-10;
/** Multiples of the golden ratio, modulo 1, are in no direction's favor. */
const GOLDEN = 0.6180339887498949;

export interface EndsOfSpectrum {
  /** Ascending. */
  readonly values: Float64Array;
  /** Of length one, in the order of the values; those at both ends are eigenvectors, or nearly so. */
  readonly vectors: readonly Float64Array[];
}

/**
 * Both ends of the spectrum of a symmetric matrix A that is known by what it does to vectors of length d: Ritz vectors of
 * its Krylov space (Lanczos1950), kept orthogonal. A itself, d² numbers, is never formed.
 *
 * @returns d values, or a few less where A has some more than once; 24 of them at most
 */
export async function endsOfSpectrum(
  times: (v: Float64Array) => Promise<Float64Array>,
  d: number,
): Promise<EndsOfSpectrum> {
  const basis: Float64Array[] = [];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let next = unit(Float64Array.from({ length: d }, (_, j) => (((j + 1) * GOLDEN) % 1) - 0.5));
  while (basis.length < Math.min(d, ROUNDS)) {
    basis.push(next);
    const image = await times(next);
    diagonal.push(dot(next, image));
    // Twice is enough (Parlett1998).
    const rest = [0, 1].reduce(
      (left: Float64Array) => basis.reduce((v: Float64Array, q) => addScaled(v, -dot(q, v), q), left),
      image,
    );
    const length = norm(rest);
    if (!(length > CLOSED * norm(image))) break;
    beside.push(length);
    next = scaled(rest, 1 / length);
  }
  const size = basis.length;
  const inside = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    inside[k * size + k] = diagonal[k];
    if (k + 1 < size) inside[k * size + k + 1] = inside[(k + 1) * size + k] = beside[k];
  }
  const { values, vectors } = symmetricEigen(inside, size);
  const zero: Float64Array = new Float64Array(d);
  return {
    values,
    vectors: Array.from(values, (_, at) =>
      unit(basis.reduce((sum, q, k) => addScaled(sum, vectors[k * size + at], q), zero)),
    ),
  };
}
