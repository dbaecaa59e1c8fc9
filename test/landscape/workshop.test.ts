/** Workers run what is built; so the built library is tested. */
import { spawn } from "node:child_process";
import { expect, test } from "vitest";

const here = JSON.stringify(new URL("../../dist/landscape/", import.meta.url).href);
const script = (body: string): string => `
  import { openWorkshop } from ${here} + "workshop.js";
  import { flat } from ${here} + "../network/shape.js";
  import { TRAINING } from ${here} + "../network/train.js";
  import { RandomStream } from ${here} + "../math/random.js";
  const stream = new RandomStream(1);
  const rows = (n) => ({ n, x: stream.normals(5 * n), labels: Int32Array.from({ length: n }, () => stream.below(3)), classes: 3 });
  const subject = { architecture: { input: flat(5), layers: ["dense:size=9", "relu", "dense:size=3"] }, learned: rows(300), heldOut: rows(50) };
  ${body}
`;

/** Static imports take no expressions. */
const importable = (text: string): string =>
  text.replace(/import (\{[^}]*\}) from (.*);/g, "const $1 = await import($2);");

function node(body: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", importable(script(body))]);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

test("two workers give the bits of one thread, and let the process end", async () => {
  const { stdout, stderr, code } = await node(`
    const found = [];
    for (const threads of [1, 2]) {
      const shop = await openWorkshop(subject, { threads });
      const seen = [];
      const training = { ...TRAINING, sweeps: 3 };
      const ends = (await Promise.all([1, 2, 3].map((seed) => shop.perform({ kind: "train", training: { ...training, seed } }, (share) => seen.push(share))))).map(([w]) => w);
      const measured = await Promise.all(ends.map((w) => shop.perform({ kind: "measure", w, on: ["learned", "heldOut"] })));
      found.push(JSON.stringify([ends.map((w) => [...w]), measured]));
      console.log(shop.threads, seen.length, Math.max(...seen));
      shop.close();
    }
    console.log(found[0] === found[1]);
  `);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [one, two, same] = stdout.trim().split("\n");
  expect(one).toBe("1 27 1");
  expect(["1 27 1", "2 27 1"]).toContain(two); // a machine of one core has one
  expect(same).toBe("true");
});

test("aborting ends the workers and whoever waits for them", async () => {
  const { stdout, code } = await node(`
    const stop = new AbortController();
    const shop = await openWorkshop(subject, { threads: 2, signal: stop.signal });
    const endless = shop.perform({ kind: "train", training: { ...TRAINING, sweeps: 1e6 } }, () => stop.abort(new Error("enough")));
    await endless.catch(({ message }) => console.log(message));
    await shop.perform({ kind: "measure", w: new Float64Array(84), on: [] }).catch(({ message }) => console.log(message));
  `);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "enough\nenough\n" });
});

test("what a task cannot do is told in its own words", async () => {
  const { stdout } = await node(`
    const shop = await openWorkshop(subject, { threads: 2 });
    await shop.perform({ kind: "train", training: { ...TRAINING, batch: 0 } }).catch(({ message }) => console.log(message));
    shop.close();
    await openWorkshop({ ...subject, architecture: { input: flat(5), layers: ["dense:size=2"] } }).catch(({ message }) => console.log(message));
  `);
  expect(stdout).toMatch(/batch: not a number of rows, got 0/);
  expect(stdout).toMatch(/does not end in a score for each of 3 labels, got 2; end with dense:size=3/);
});
