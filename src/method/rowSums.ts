/** Sums over rows, in whitened coordinates, under coefficients that no formula of the index gives. */
import { ask } from "../pass/pass.ts";
import type { Frame } from "./field.ts";

/** m = 0 and h = −1 make the residual (m − y) h of a field the label itself. */
const AS_LABELED = { knots: new Float64Array(0), m: new Float64Array(1), h: new Float64Array(1).fill(-1) };

/** z = w̃·x̃ of every row. */
export function indexAt(w: Float64Array, { pass, whitening }: Frame): Promise<Float64Array> {
  return ask(pass, { kind: "index", ...whitening.line(w) });
}

/** So many columns are asked for in a sweep. */
const AT_ONCE = 64;

/** x̃ of every row, column by column, an intercept's ones among them. */
export async function columnsOf({ pass, whitening }: Frame): Promise<Float64Array[]> {
  const { size } = whitening;
  const columns: Float64Array[] = [];
  while (columns.length < size) {
    const from = columns.length;
    const requests = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, k) => {
      const e = new Float64Array(size);
      e[from + k] = 1;
      return { kind: "index", ...whitening.line(e) } as const;
    });
    columns.push(...(await pass.sweep(requests)));
  }
  return columns;
}

/** E[r x̃] for a number r a row. */
export async function meanOfRows(r: Float64Array, { pass, whitening }: Frame): Promise<Float64Array> {
  const { w } = whitening.line(new Float64Array(whitening.size));
  const request = { kind: "field", w, offset: 0, curve: AS_LABELED, working: { y: r } } as const;
  const { g, residual, mass } = await ask(pass, request);
  return whitening.field(
    g.map((sum) => sum / mass),
    residual / mass,
  );
}

/** E[a], E[a x̃] and E[a x̃x̃ᵀ] (row-major) for a number a a row. */
export async function momentsOfRows(
  a: Float64Array,
  { pass, whitening }: Frame,
): Promise<{ readonly mean: number; readonly x: Float64Array; readonly xx: Float64Array }> {
  const weights = pass.weights;
  const working = { weights: weights ? a.map((value, i) => value * weights[i]) : a };
  const { mass, x, xx } = await ask(pass, { kind: "moments", working });
  const n = pass.mass;
  const means = x.map((sum) => sum / n);
  const d = x.length;
  // E[a x_i x̃] for every i, then the same for the other side.
  const half = Array.from({ length: d }, (_, i) =>
    whitening.field(
      xx.subarray(i * d, (i + 1) * d).map((sum) => sum / n),
      means[i],
    ),
  );
  const whitened = whitening.field(means, mass / n);
  const size = whitening.size;
  const both = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    both.set(
      whitening.field(
        Float64Array.from(half, (row) => row[j]),
        whitened[j],
      ),
      j * size,
    );
  }
  return { mean: mass / n, x: whitened, xx: both };
}
