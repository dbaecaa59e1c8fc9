/** Processes that leave their workers to themselves; they run the built package. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PRELUDE = `
  import { workerStore } from "${new URL("../../dist/pass/workers.js", import.meta.url)}";
  const [n, d] = [50_000, 2];
  const numbers = (count) => Float64Array.from({ length: count }, (_, i) => (i * 7919) % 1000);
  const design = { n, d, x: numbers(n * d), y: numbers(n), names: [], weightsKind: "frequency", binary: false };
  const scaling = { center: new Float64Array(d), scale: new Float64Array(d).fill(1) };
  const open = () => workerStore(design, scaling, { threads: 2 });
  const moments = [{ kind: "moments" }];
`;

/** What a module prints. Rejects where it does not end by itself within a minute, or fails. */
async function printed(script: string): Promise<string> {
  const args = ["--expose-gc", "--input-type=module", "--eval", PRELUDE + script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000, killSignal: "SIGKILL" });
  return stdout;
}

test("idle workers do not keep a process alive, working ones do", async () => {
  const script = `
    const store = await open();
    const [{ mass }] = await store.pass().sweep(moments);
    console.log(mass);
    // Nobody but the workers holds the process meanwhile.
    store.pass().sweep(moments).then(([{ mass }]) => console.log(mass));
  `;
  expect(await printed(script)).toBe("50000\n50000\n");
});

test("a process may end in the midst of a sweep", async () => {
  const script = `
    const store = await open();
    store.pass().sweep(Array.from({ length: 1000 }, () => ({ kind: "moments" })));
    setTimeout(() => { console.log("ended"); process.exit(); }, 1);
  `;
  expect(await printed(script)).toBe("ended\n");
});

test("workers of a store that nobody closed end with it", async () => {
  const script = `
    const { getBuiltinModule } = process;
    const threads = getBuiltinModule("node:worker_threads");
    let alive = 0;
    class Counted extends threads.Worker {
      constructor(...options) {
        super(...options);
        alive += 1;
        this.once("exit", () => { alive -= 1; });
      }
    }
    process.getBuiltinModule = (name) =>
      name === "node:worker_threads" ? { ...threads, Worker: Counted } : getBuiltinModule(name);
    await (async () => { await (await open()).pass().sweep(moments); })();
    console.log(alive);
    for (let tries = 0; alive > 0 && tries < 200; tries++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    console.log(alive);
  `;
  expect(await printed(script)).toBe("2\n0\n");
});
