/** One persistent Python beside the benchmark: it is told in lines what to do and answers with the seconds that took. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findSklearn } from "../peer.mjs";
import { root } from "../run.mjs";

/** Variables that tell a BLAS or OpenMP how to run; without them it chooses the best it knows for this machine. */
const TUNING = /^(OPENBLAS|GOTO|MKL|BLIS|NVPL|OMP|GOMP|KMP|VECLIB|NPY|NUMEXPR)_/;

/**
 * @returns {Promise<{ versions: string, ask: (request: object) => Promise<any>, side: (name: string, request?: object) =>
 *   import("./interleave.mjs").Side, close: () => void } | undefined>} nothing where there is no Python with scikit-learn
 */
export async function openPython() {
  const found = findSklearn();
  if (found === undefined) return undefined;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !TUNING.test(name)));
  const child = spawn(found.path, [join(root, "scripts", "bench", "peer.py")], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const end = () => void child.kill(); // an interrupted benchmark does not wait for a long fit
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const waiting = [];
  const failed = (reason) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`peer.py: ${reason}`));
  };
  child.on("error", ({ message }) => failed(message));
  child.on("exit", (code, signal) => failed(`ended with ${code ?? signal}`));
  child.stdin.on("error", ({ message }) => failed(message));
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  const ask = (request) =>
    new Promise((resolve, reject) => {
      if (child.exitCode !== null) return reject(new Error("peer.py: has ended"));
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  const { kernel } = await ask({ do: "describe" });
  return {
    versions: `${found.versions}, ${kernel}`,
    ask,
    side: (name, request = { time: name }) => ({
      name,
      run: async (times) => (await ask({ do: "time", ...request, times })).seconds,
    }),
    close: () => child.stdin.end(),
  };
}
