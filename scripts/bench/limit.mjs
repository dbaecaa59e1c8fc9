import { shown, table } from "./page.mjs";

const READERS = ["WebAssembly", "numpy.dot", "numpy.sum", "numpy.max"];

/** The streaming limit. @type {import("./bench.mjs").SectionOf} */
export async function limit(bench) {
  const rows = [];
  for (const { name, bytes } of [bench.sizes.cached, bench.sizes.large]) {
    for (const threads of [1, 2]) {
      bench.say(`limit: ${name}, threads: ${threads}`);
      const { rates, fastest } = await bench.limits.of(threads, bytes);
      rows.push([
        name,
        `${threads}`,
        ...READERS.map((reader) => (reader === fastest ? `**${shown(rates[reader])}**` : shown(rates[reader]))),
      ]);
    }
  }
  return {
    title: "The streaming limit",
    blocks: [
      "GB/s of memory read when next to nothing is worked out. The fastest reader of each line, in bold, is the limit that sweeps are measured against below; there it takes its turns among them.",
      table(["", "threads", ...READERS], rows),
    ],
    targets: [],
  };
}
