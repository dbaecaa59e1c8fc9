import { shapeOf } from "./field.mjs";
import { interleave, timesFaster } from "./interleave.mjs";
import { shown, table } from "./page.mjs";
import { directions, rowsFor } from "./rows.mjs";

/** Eight candidates in one sweep. @type {import("./bench.mjs").SectionOf} */
export async function candidates(bench) {
  const { python } = bench;
  const cases = [];
  for (const place of [bench.sizes.cached, bench.sizes.large]) {
    for (const d of bench.widths) {
      bench.say(`candidates: ${place.name}, d = ${d}`);
      cases.push(await measure(bench, place, d, python));
    }
  }
  const large = cases.filter(({ place }) => place === bench.sizes.large);
  const least = (some, key) =>
    python && some.length > 0 ? Math.min(...some.map((one) => one[key].median)) : undefined;
  return {
    title: "Eight candidates in one sweep",
    blocks: [
      "Eight fields, f64, one thread: against NumPy doing eight gemv pairs, against its two matrix products (X@W, then X.T@R), and against eight sweeps of our own with one candidate each.",
      table(
        ["", "d", "× eight NumPy pairs", "× NumPy products", "× eight own sweeps"],
        cases.map(({ place, d, pairs, matmul, alone }) => [
          place.name,
          `${d}`,
          shown(pairs),
          shown(matmul),
          shown(alone),
        ]),
      ),
    ],
    targets: [
      {
        what: "eight candidates against eight NumPy pairs, d ≤ 50",
        unit: "×",
        asked: 2.5,
        found: least(
          large.filter(({ d }) => d <= 50),
          "pairs",
        ),
      },
      {
        what: "eight candidates against NumPy's products, d = 500",
        unit: "×",
        asked: 0.8,
        found: least(
          large.filter(({ d }) => d === 500),
          "matmul",
        ),
      },
    ],
  };
}

async function measure(bench, place, d, python) {
  const { kernelPass, surrogate, sweepSide } = bench.plumbline;
  const rows = rowsFor(bench, { d, bytes: place.bytes });
  const all = directions(d);
  await python?.ask({ do: "field", ...shapeOf(rows), threads: 1, w: all.map((w) => [...w]), offset: 0.1 });
  const kernel = await kernelPass(rows);
  const taken = await interleave(
    [
      sweepSide("ours", kernel.pass, all.map(surrogate)),
      sweepSide("one", kernel.pass, [surrogate(all[0])]),
      ...(python ? [python.side("pairs"), python.side("matmul")] : []),
    ],
    bench.effort,
  );
  kernel.close();
  return {
    place,
    d,
    pairs: taken.pairs && timesFaster(taken.pairs, taken.ours),
    matmul: taken.matmul && timesFaster(taken.matmul, taken.ours),
    alone: timesFaster(
      taken.one.map((seconds) => 8 * seconds),
      taken.ours,
    ),
  };
}
