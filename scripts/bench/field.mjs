import { interleave, spread, timesFaster } from "./interleave.mjs";
import { NOT_RUN, shown, shownShare, table } from "./page.mjs";
import { directions, rowsFor } from "./rows.mjs";
import { openTfjs } from "./tfjs.mjs";

/** A BLAS of several threads keeps them spinning after a call; seconds until they are out of the way. */
const REST = 0.05;

const KINDS = [
  ["f64", 1],
  ["f64", 2],
  ["f32", 1],
  ["f32", 2],
];
const QUICK = [KINDS[0], KINDS[1], KINDS[3]];

/** One field, one candidate: the sweep that all learners live on. @type {import("./bench.mjs").SectionOf} */
export async function field(bench) {
  const { python } = bench;
  const tfjs = await openTfjs();
  const blocks = [];
  let targets = [];
  for (const [storage, threads] of bench.quick ? QUICK : KINDS) {
    const title = `### ${storage}, ${threads === 1 ? "one thread" : "two threads"}`;
    const cases = [];
    for (const place of [bench.sizes.cached, bench.sizes.large]) {
      for (const d of bench.widths) {
        bench.say(`field: ${storage}, threads: ${threads}, ${place.name}, d = ${d}`);
        cases.push(
          await measure(bench, {
            storage,
            threads,
            place,
            d,
            python,
            tfjs: storage === "f32" && threads === 1 && tfjs,
          }),
        );
      }
    }
    blocks.push(title, said(cases, { storage, threads }), tableOf(cases, storage, threads));
    if (storage === "f64" && threads === 1) targets = targetsOf(cases, bench.sizes.large);
  }
  return {
    title: "A field in one sweep",
    blocks: [
      `Σ r x with r = relu(w·x + b) − y, for one w. GB/s counts the bytes of X once; NumPy reads them twice, X@w and r@X, in as many threads. ${tfjs ? `tfjs-wasm is ${tfjs.version}.` : "tfjs-wasm: not run."}`,
      ...blocks,
    ],
    targets,
  };
}

async function measure(bench, { storage, threads, place, d, python, tfjs }) {
  const single = storage === "f32";
  const rows = rowsFor(bench, { d, bytes: place.bytes, single });
  const [w] = directions(d, 1);
  const { kernelPass, plainPass, surrogate, sweepSide } = bench.plumbline;
  const kernel = await kernelPass(rows, { threads, storage });
  const limit = await bench.limits.of(threads, place.bytes);
  const rest = threads > 1 ? REST : 0;
  await python?.ask({ do: "field", ...shapeOf(rows), single, threads, w: [[...w]], offset: 0.1 });
  const sides = [
    limit.side,
    sweepSide("ours", kernel.pass, [surrogate(w)]),
    ...(python ? [python.side("numpy", { time: "pair", rest })] : []),
    ...(storage === "f64" && threads === 1 ? [sweepSide("plain", plainPass(rows), [surrogate(w)])] : []),
    ...(tfjs ? [tfjs.fieldSide("tfjs", rows, w)] : []),
  ];
  const taken = await interleave(sides, bench.effort);
  for (const opened of [kernel, ...sides.slice(1)]) opened.close?.();
  const bytes = rows.n * d * (single ? 4 : 8);
  return {
    d,
    place,
    rate: spread(taken.ours.map((seconds) => bytes / seconds / 1e9)),
    share: timesFaster(
      taken.limit.map((seconds) => (seconds * bytes) / limit.bytes),
      taken.ours,
    ),
    numpy: taken.numpy && timesFaster(taken.numpy, taken.ours),
    plain: taken.plain && timesFaster(taken.plain, taken.ours),
    tfjs: taken.tfjs && timesFaster(taken.tfjs, taken.ours),
  };
}

export const shapeOf = ({ n, d, path }) => ({ n, d, path });

function tableOf(cases, storage, threads) {
  const others = threads > 1 ? [] : storage === "f64" ? [["× plain TypeScript", "plain"]] : [["× tfjs-wasm", "tfjs"]];
  return table(
    ["", "d", "GB/s", "of the limit", "× NumPy", ...others.map(([head]) => head)],
    cases.map(({ d, place, rate, share, ...ratios }) => [
      place.name,
      `${d}`,
      shown(rate),
      shownShare(share),
      shown(ratios.numpy),
      ...others.map(([, key]) => shown(ratios[key])),
    ]),
  );
}

/** A table in one sentence. */
function said(cases, { storage, threads }) {
  const range = (values, digits) => `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
  const ratios = cases.map(({ numpy }) => numpy?.median).filter((ratio) => ratio !== undefined);
  const numpy = ratios.length > 0 ? `${range(ratios, 1)} times as fast as NumPy` : `NumPy ${NOT_RUN}`;
  const shares = cases.map(({ share }) => 100 * share.median);
  return `${storage} in ${threads === 1 ? "one thread" : "two threads"}: ${range(shares, 0)} % of the limit, ${numpy}.`;
}

function targetsOf(cases, large) {
  const of = (test) => cases.filter(({ d, place }) => place === large && test(d));
  const least = (some, key, factor = 1) => {
    const found = some.map((one) => one[key]?.median);
    return found.length === 0 || found.includes(undefined) ? undefined : factor * Math.min(...found);
  };
  const [middle, few, wide] = [of((d) => d >= 8 && d <= 100), of((d) => d <= 50), of((d) => d === 500)];
  const beside = "of NumPy's gemv pair";
  return [
    { what: "share of the limit, 8 ≤ d ≤ 100", unit: "%", asked: 50, found: least(middle, "share", 100) },
    { what: "share of the limit, d = 500", unit: "%", asked: 40, found: least(wide, "share", 100) },
    { what: `speed ${beside}, d ≤ 50`, unit: "×", asked: 2.5, found: least(few, "numpy") },
    { what: `speed ${beside}, d = 500`, unit: "×", asked: 0.95, found: least(wide, "numpy") },
  ];
}
