import { shapeOf } from "./field.mjs";
import { interleave, timesFaster } from "./interleave.mjs";
import { NOT_RUN, shown, table } from "./page.mjs";
import { directions, rowsFor } from "./rows.mjs";

const BINS = 64;

/** Profiles and moments. @type {import("./bench.mjs").SectionOf} */
export async function sums(bench) {
  const { python } = bench;
  const cases = [];
  for (const d of bench.widths) {
    bench.say(`sums: d = ${d}`);
    cases.push(await measure(bench, d, python));
  }
  return {
    title: "Profiles and moments",
    blocks: [
      `Times NumPy's speed, f64, one thread, ${bench.sizes.large.name}. A profile has ${BINS} bins of z (NumPy: X@w, digitize, bincount); with columns it also sums x and yx within every bin (NumPy: the fastest here of np.add.at, bincount a column, and a sparse matrix product). Moments are Σ x xᵀ (NumPy: X.T@X), weighted ones those of the rows whose z is above a threshold.`,
      table(
        ["d", "profile", "with columns", "fastest way of NumPy's", "moments", "weighted moments"],
        cases.map(({ d, fastest, ...ratios }) => [
          `${d}`,
          shown(ratios.profile),
          shown(ratios.columns),
          fastest ?? NOT_RUN,
          shown(ratios.moments),
          shown(ratios.weighted),
        ]),
        { left: [0, 3] },
      ),
    ],
    targets: [],
  };
}

async function measure(bench, d, python) {
  const { kernelPass, surrogate, sweepSide } = bench.plumbline;
  const rows = rowsFor(bench, { d, bytes: bench.sizes.large.bytes });
  const [w] = directions(d, 1);
  // z is about normal with variance 1/2: bins of about as many rows as neighbors have.
  const edges = Float64Array.from({ length: BINS - 1 }, (_, k) => (2.4 * (2 * k + 2 - BINS)) / BINS);
  const opened = await python?.ask({ do: "sums", ...shapeOf(rows), w: [...w], edges: [...edges], offset: 0.1 });
  const kernel = await kernelPass(rows);
  const profile = { kind: "profile", w, offset: 0.1, edges };
  const { kind: _, curve, ...place } = surrogate(w);
  const requests = {
    profile: { ...profile, columns: false },
    columns: { ...profile, columns: true },
    moments: { kind: "moments" },
    weighted: { kind: "moments", weighing: { ...place, curve: { ...curve, form: "slope" } } },
  };
  const ratios = {};
  for (const [name, request] of Object.entries(requests)) {
    const ours = sweepSide("ours", kernel.pass, [request]);
    const taken = await interleave([ours, ...(python ? [python.side(name)] : [])], bench.effort);
    ratios[name] = taken[name] && timesFaster(taken[name], taken.ours);
  }
  kernel.close();
  return { d, fastest: opened?.fastest, ...ratios };
}
