/**
 * `node scripts/lock.mjs`, after `npm install PACKAGE`: completes package-lock.json. npm leaves out of it the optional
 * packages of other platforms where it could not look them up, and `npm ci` then refuses the whole lock. Their versions
 * are exact in the packages that ask for them, and their platforms are in their names, so that they can be added.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./run.mjs";

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x"];

/**
 * The optional packages that a lock asks for and does not list.
 *
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string>, dev?: boolean }> }} lock
 * @returns {Record<string, object>} their entries
 */
export function missingEntries({ packages }) {
  const missing = {};
  for (const { optionalDependencies = {}, dev } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const path = `node_modules/${name}`;
      if (path in packages || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) continue;
      missing[path] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
    }
  }
  return missing;
}

/** `@biomejs/cli-linux-x64-musl` → { os: ["linux"], cpu: ["x64"], libc: ["musl"] } */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined) throw new Error(`lock: cannot tell the platform of ${name}`);
  const ending = words.at(-1);
  const libc = ending.startsWith("musl") ? "musl" : ending.startsWith("gnu") ? "glibc" : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

if (process.argv[1] === join(root, "scripts", "lock.mjs")) {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(await readFile(file, "utf8"));
  const [[self, own], ...others] = Object.entries({ ...lock.packages, ...missingEntries(lock) });
  const byPath = others.toSorted(([a], [b]) => a.localeCompare(b, "en"));
  await writeFile(
    file,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries([[self, own], ...byPath]) }, undefined, 2)}\n`,
  );
}
