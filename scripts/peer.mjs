/** What a benchmark stands beside: a Python with scikit-learn where there is one, and the machine it ran on. */
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

const VERSIONS =
  "import sys, numpy, scipy, sklearn; print(sys.version.split()[0], numpy.__version__, scipy.__version__, sklearn.__version__)";

/**
 * The first of PLUMBLINE_PYTHON, python3 on the PATH and /usr/bin/python3 that has scikit-learn.
 * @returns {{ path: string, versions: string } | undefined}
 */
export function findSklearn() {
  for (const path of [process.env.PLUMBLINE_PYTHON, "python3", "/usr/bin/python3"]) {
    if (!path) continue;
    try {
      const printed = execFileSync(path, ["-c", VERSIONS], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      const [python, numpy, scipy, sklearn] = printed.trim().split(" ");
      return { path, versions: `Python ${python}, NumPy ${numpy}, SciPy ${scipy}, scikit-learn ${sklearn}` };
    } catch {
      // Not there, or without scikit-learn: the next one may do.
    }
  }
  return undefined;
}

/** Processor, memory, system and Node, in one line. */
export function machine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0].model.trim()}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
