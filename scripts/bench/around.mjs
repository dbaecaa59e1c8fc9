import { join } from "node:path";
import { interleave, median, timesFaster } from "./interleave.mjs";
import { figures, NOT_RUN, shown, table } from "./page.mjs";
import { writeNumbers } from "./rows.mjs";

/** What is around the pass: normals, sorting, isotonic fits. @type {import("./bench.mjs").SectionOf} */
export async function around(bench) {
  const n = bench.quick ? 1e4 : 1e6;
  const { argsort, isotonicFit, isotonicRegression, RandomStream } = bench.plumbline;
  const stream = new RandomStream(1);
  const z = stream.normals(n);
  const noise = stream.normals(n);
  const drawn = new Float64Array(n);
  const along = z.toSorted();
  const y = along.map((value, i) => Math.max(0, value) + 0.5 * noise[i]);
  const path = join(bench.folder, "points");
  writeNumbers(path, [z, y]);
  const { python } = bench;
  await python?.ask({ do: "around", path, n });

  const works = [
    ["normals", "numpy standard_normal", "normals", workSide(() => stream.fillNormals(drawn))],
    ["argsort", "numpy.argsort", "argsort", workSide(() => argsort(z))],
    ["isotonicRegression", "sklearn isotonic_regression", "isotonic", workSide(() => isotonicRegression(y))],
    [
      "isotonicFit, z sorted",
      "sklearn IsotonicRegression.fit",
      "isotonic along z",
      workSide(() => isotonicFit(along, y)),
    ],
    [
      "isotonicFit, z as it comes",
      "sklearn IsotonicRegression.fit",
      "isotonic of z",
      workSide(() => isotonicFit(z, y)),
    ],
  ];
  const cases = [];
  for (const [what, peer, name, side] of works) {
    bench.say(`around: ${what}`);
    const taken = await interleave([{ ...side, name: "ours" }, ...(python ? [python.side(name)] : [])], bench.effort);
    cases.push({
      what,
      peer,
      ours: median(taken.ours),
      theirs: taken[name],
      ratio: taken[name] && timesFaster(taken[name], taken.ours),
    });
  }
  const milliseconds = (seconds) => figures(1000 * seconds);
  return {
    title: "Around the pass",
    blocks: [
      `Milliseconds for ${n} numbers, and the ratio of speeds.`,
      table(
        ["", "ms", "peer", "ms", "×"],
        cases.map(({ what, peer, ours, theirs, ratio }) => [
          what,
          milliseconds(ours),
          peer,
          theirs ? milliseconds(median(theirs)) : NOT_RUN,
          shown(ratio),
        ]),
        { left: [0, 2] },
      ),
    ],
    targets: cases.map(({ what, ratio }) => ({ what: `${what}, 10⁶`, unit: "×", asked: 3, found: ratio?.median })),
  };
}

function workSide(work) {
  return {
    run: (times) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) work();
      return (performance.now() - start) / 1000;
    },
  };
}
