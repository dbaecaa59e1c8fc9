import { interleave, timesFaster } from "./interleave.mjs";
import { shown, table } from "./page.mjs";
import { directions, rowsFor } from "./rows.mjs";

/** Two threads against one. @type {import("./bench.mjs").SectionOf} */
export async function threads(bench) {
  const rows = [];
  const found = [];
  const widths = bench.widths.filter((d) => [8, 50, 500].includes(d));
  for (const place of [bench.sizes.middle, bench.sizes.large]) {
    const [one, two] = [await bench.limits.of(1, place.bytes), await bench.limits.of(2, place.bytes)];
    for (const d of widths) {
      bench.say(`threads: ${place.name}, d = ${d}`);
      const { field, candidates, limit } = await measure(bench, place, d, { one, two });
      rows.push([place.name, `${d}`, shown(field), shown(candidates), shown(limit)]);
      if (place === bench.sizes.middle) found.push(field.median);
    }
  }
  return {
    title: "Two threads against one",
    blocks: [
      "How many times faster two threads are than one, f64: a sweep with one field, one with eight, and, as what bounds them, mere reading.",
      table(["", "d", "one field", "eight fields", "reading"], rows),
    ],
    targets: [{ what: "two threads against one, 16 MB", unit: "×", asked: 1.6, found: Math.min(...found) }],
  };
}

async function measure(bench, place, d, { one, two }) {
  const { kernelPass, surrogate, sweepSide } = bench.plumbline;
  const rows = rowsFor(bench, { d, bytes: place.bytes });
  const [alone, both] = [await kernelPass(rows, { threads: 1 }), await kernelPass(rows, { threads: 2 })];
  const requests = directions(d).map(surrogate);
  const taken = await interleave(
    [
      sweepSide("field 1", alone.pass, requests.slice(0, 1)),
      sweepSide("field 2", both.pass, requests.slice(0, 1)),
      sweepSide("candidates 1", alone.pass, requests),
      sweepSide("candidates 2", both.pass, requests),
      { name: "limit 1", run: one.side.run },
      { name: "limit 2", run: two.side.run },
    ],
    bench.effort,
  );
  for (const kernel of [alone, both]) kernel.close();
  const gained = (what) => timesFaster(taken[`${what} 1`], taken[`${what} 2`]);
  return { field: gained("field"), candidates: gained("candidates"), limit: gained("limit") };
}
