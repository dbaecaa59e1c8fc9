/** Where descent along a field ends, from every start of a grid. */
import { addScaled } from "../math/vectors.ts";
import { type FieldName, neuronAt } from "./neuron.ts";
import type { Terrain } from "./terrain.ts";

export interface Basins {
  /** Where it ends, the most frequent first. */
  readonly ends: readonly Float64Array[];
  /** For each start which end it comes to; −1 where it is still on its way. */
  readonly of: Int32Array;
}

export interface BasinOptions {
  /** η of w ← w − η g/mass. */
  readonly step?: number;
  readonly steps?: number;
  /** ρ, for the smoothed field. */
  readonly smoothing?: number;
  /** Ends closer than this are one. */
  readonly same?: number;
}

/** All starts walk side by side, and share every sweep. What moves by less than same/100 a step at last has arrived. */
export async function basinsOf(
  terrain: Terrain,
  starts: readonly Float64Array[],
  field: FieldName,
  { step = 0.5, steps = 300, smoothing, same = 0.05 }: BasinOptions = {},
): Promise<Basins> {
  let here = [...starts];
  let moved: number[] = [];
  const { mass } = terrain.pass;
  for (let t = 0; t < steps; t++) {
    const points = await neuronAt(terrain, here, field, smoothing);
    moved = points.map(({ g }) => (step * length(g)) / mass);
    here = here.map((w, k) => addScaled(w, -step / mass, points[k].g));
  }
  const ends: { at: Float64Array; starts: number[] }[] = [];
  here.forEach((w, k) => {
    if (moved[k] > same / 100) return;
    const known = ends.find(({ at }) => length(addScaled(w, -1, at)) < same);
    if (known === undefined) ends.push({ at: w, starts: [k] });
    else known.starts.push(k);
  });
  ends.sort((p, q) => q.starts.length - p.starts.length);
  const of = new Int32Array(starts.length).fill(-1);
  ends.forEach((end, e) => {
    for (const k of end.starts) of[k] = e;
  });
  return { ends: ends.map(({ at }) => at), of };
}

const length = (g: Float64Array): number => Math.sqrt(g.reduce((sum, value) => sum + value * value, 0));
