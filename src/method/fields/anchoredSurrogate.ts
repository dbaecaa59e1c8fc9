import { anchoredIsotonic, type Polyline } from "../../math/boundedIsotonic.ts";
import { type Part, part, type Real } from "../../part.ts";
import { binOf } from "../../pass/maps.ts";
import type { FieldOf } from "../field.ts";
import { indexAt, meanOfRows } from "../rowSums.ts";

/** The exact programme takes n^1.5 moves at worst; beyond so many rows they are put into so many bins of equal counts. */
const MOST_ROWS = 10_000;
const BINS = 2000;

/**
 * E[(û(z) − y) x] with û the best fit at the weights at hand among curves through the origin whose slopes lie in [0, b]
 * left of it and in [a, b] right of it (ZarifisWDD2024): the matching loss's gradient for the link that the direction and
 * norm at hand make best.
 */
export const anchoredSurrogate: Part<FieldOf, { least: Real; most: Real }> = part(
  {
    name: "anchoredSurrogate",
    about: "The matching loss's gradient with the best curve of bounded slopes through the origin: h = 1.",
    reference: "ZarifisWDD2024",
    parameters: {
      least: { symbol: "a", initial: 0.5, range: [0, 1e6], about: "least slope right of the origin" },
      most: { symbol: "b", initial: 2, range: [0, 1e6], about: "largest slope" },
    },
  },
  ({ least, most }) =>
    () => ({
      name: "anchoredSurrogate",
      async at(w, _phi, frame) {
        const { labels, weights } = frame.pass;
        const z = await indexAt(w, frame);
        const fit = bestFit(z, labels, [least, most], weights);
        return meanOfRows(
          z.map((value, i) => valueAt(fit, value, least) - labels[i]),
          frame,
        );
      },
    }),
);

/** The best curve of U_(a,b), exact up to 10⁴ rows. */
export function bestFit(
  z: Float64Array,
  y: Float64Array,
  slopes: readonly [number, number],
  weights?: Float64Array,
): Polyline {
  if (z.length <= MOST_ROWS) return anchoredIsotonic(z, y, slopes, weights);
  const order = Int32Array.from(z.keys()).sort((i, k) => z[i] - z[k]);
  const bins = Array.from({ length: BINS }, () => ({ mass: 0, z: 0, y: 0 }));
  order.forEach((i, rank) => {
    const bin = bins[Math.floor((rank * BINS) / z.length)];
    const weight = weights === undefined ? 1 : weights[i];
    bin.mass += weight;
    bin.z += weight * z[i];
    bin.y += weight * y[i];
  });
  const full = bins.filter(({ mass }) => mass > 0);
  const of = (value: (bin: (typeof full)[number]) => number): Float64Array => Float64Array.from(full, value);
  return anchoredIsotonic(
    of((bin) => bin.z / bin.mass),
    of((bin) => bin.y / bin.mass),
    slopes,
    of((bin) => bin.mass),
  );
}

/** The curve at z, straight between knots; beyond them level on the left and at slope a on the right. */
export function valueAt({ knots, values }: Polyline, z: number, slope: number): number {
  const k = binOf(knots, z);
  const last = knots.length - 1;
  if (k === 0) return values[0];
  if (k > last) return values[last] + slope * (z - knots[last]);
  const share = (z - knots[k - 1]) / (knots[k] - knots[k - 1]);
  return values[k - 1] + share * (values[k] - values[k - 1]);
}
