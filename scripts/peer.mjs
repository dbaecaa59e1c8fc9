/** What a benchmark stands beside: a Python with scikit-learn where there is one, and the machine it ran on. */
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

const NAMES = { numpy: "NumPy", scipy: "SciPy", sklearn: "scikit-learn" };

/** @returns {{ path: string, versions: string } | undefined} */
export function findSklearn() {
  return findPython(["numpy", "scipy", "sklearn"]);
}

/**
 * The first of PLUMBLINE_PYTHON, python3 on the PATH and /usr/bin/python3 that has all these packages.
 * @param {readonly (keyof typeof NAMES)[]} packages
 * @returns {{ path: string, versions: string } | undefined}
 */
export function findPython(packages) {
  const versions = packages.map((name) => `${name}.__version__`).join(", ");
  const program = `import sys, ${packages.join(", ")}; print(sys.version.split()[0], ${versions})`;
  for (const path of [process.env.PLUMBLINE_PYTHON, "python3", "/usr/bin/python3"]) {
    if (!path) continue;
    try {
      const printed = execFileSync(path, ["-c", program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      const [python, ...others] = printed.trim().split(" ");
      const named = packages.map((name, k) => `${NAMES[name]} ${others[k]}`);
      return { path, versions: [`Python ${python}`, ...named].join(", ") };
    } catch {
      // Not there, or without one of them: the next one may do.
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
