/**
 * Compiles assembly/ to WebAssembly, written into src/ as base64, so that the library loads it without asking for a
 * file: the same in Node, in a page and in a bundle. Does nothing for what is newer than all of assembly/.
 */
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, run } from "./run.mjs";

/** What is compiled, and into what. */
const ENTRIES = [
  ["assembly/pass.ts", "src/pass/kernel/binary.ts"],
  ["assembly/normals.ts", "src/math/normalsBinary.ts"],
];

/**
 * Everything that is the same on every machine: SIMD, but not the relaxed kind. Memory is not shared (a worker has its
 * own) and may grow to the 4 GiB that 32 bits reach.
 */
const OPTIONS = [
  "-O3",
  "--noAssert",
  ...["--runtime", "stub"],
  ...["--enable", "simd"],
  ...["--initialMemory", "1"],
  ...["--maximumMemory", "65536"],
  ...["--use", "abort="],
];

/** @returns {Promise<{ ok: boolean, problems: string }>} what the compiler complained about */
export async function compileKernel() {
  const changed = await newest([join(root, "scripts", "kernel.mjs"), ...(await sources())]);
  const outcomes = await Promise.all(ENTRIES.map(([from, to]) => compileEntry(from, to, changed)));
  return { ok: outcomes.every((problems) => problems === ""), problems: outcomes.join("") };
}

async function sources() {
  const files = await readdir(join(root, "assembly"), { recursive: true });
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(root, "assembly", file));
}

const timeOf = (file) =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

async function newest(files) {
  return Math.max(...(await Promise.all(files.map(timeOf))));
}

async function compileEntry(from, to, changed) {
  if ((await timeOf(join(root, to))) > changed) return "";
  const binary = join(root, `${to}.${process.pid}.wasm`);
  const compiler = join("node_modules", "assemblyscript", "bin", "asc.js");
  const { code, stdout, stderr } = await run(process.execPath, [compiler, from, "--outFile", binary, ...OPTIONS]);
  if (code !== 0) return stdout + stderr;
  const base64 = (await readFile(binary)).toString("base64");
  await writeFile(
    join(root, to),
    `/** ${from}, compiled by scripts/kernel.mjs. */\nexport const BINARY: string = "${base64}";\n`,
  );
  await rm(binary);
  return "";
}

if (process.argv[1] === join(root, "scripts", "kernel.mjs")) {
  const { ok, problems } = await compileKernel();
  if (!ok) process.stderr.write(`kernel: the compiler complains\n${problems}`);
  process.exitCode = ok ? 0 : 1;
}
