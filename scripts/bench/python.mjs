/** One persistent Python beside the benchmark: it is told in lines what to do and answers with the seconds that took. */
import { join } from "node:path";
import { converse } from "../converse.mjs";
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
  const { ask, close } = converse(found.path, join(root, "scripts", "bench", "peer.py"), env);
  const { kernel } = await ask({ do: "describe" });
  return {
    versions: `${found.versions}, ${kernel}`,
    ask,
    side: (name, request = { time: name }) => ({
      name,
      run: async (times) => (await ask({ do: "time", ...request, times })).seconds,
    }),
    close,
  };
}
