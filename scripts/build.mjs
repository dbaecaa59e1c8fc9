/** Builds dist/ from assembly/ and src/ with their compilers; does nothing when dist/ is up to date. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compileKernel } from "./kernel.mjs";
import { root, run } from "./run.mjs";

const SOURCE = /\.(ts|js)$/;
const STAMP = join(root, "dist", ".built");

/** @returns {Promise<{ ok: boolean, problems: string }>} what the compiler complained about */
export async function build() {
  const kernel = await compileKernel();
  if (!kernel.ok) return kernel;
  const sources = (await readdir(join(root, "src"), { recursive: true })).filter((file) => SOURCE.test(file)).sort();
  const print = await fingerprint(["package.json", "tsconfig.json", ...sources.map((file) => join("src", file))]);
  if (existsSync(STAMP) && (await readFile(STAMP, "utf8")) === print) {
    await linkCommand();
    return { ok: true, problems: "" };
  }
  await rm(STAMP, { force: true });
  const { code, stdout, stderr } = await run(process.execPath, [
    join("node_modules", "typescript", "lib", "tsc.js"),
    "-p",
    ".",
  ]);
  if (code !== 0) return { ok: false, problems: stdout + stderr };
  await removeStale(sources);
  await linkCommand();
  await writeFile(STAMP, print);
  return { ok: true, problems: "" };
}

async function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(root, file)));
  return hash.digest("hex");
}

/** Removes what an earlier build made of a source file that is gone. */
async function removeStale(sources) {
  const known = new Set(sources.map((file) => file.replace(SOURCE, "")));
  for (const file of await readdir(join(root, "dist"), { recursive: true })) {
    const from = file.replace(/(\.d\.ts|\.js)$/, "");
    if (from !== file && !known.has(from)) await rm(join(root, "dist", file));
  }
}

/** Makes the command executable, and `npx plumbline` find it under every npm, as an installed package's would be. */
async function linkCommand() {
  const { bin } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  for (const [name, target] of Object.entries(bin)) {
    if (!existsSync(join(root, target))) continue;
    await chmod(join(root, target), 0o755);
    const link = join(root, "node_modules", ".bin", name);
    const stands = await lstat(link).catch(() => undefined);
    if (stands !== undefined) continue;
    await mkdir(join(root, "node_modules", ".bin"), { recursive: true });
    await symlink(join("..", "..", target), link);
  }
}

if (process.argv[1] === join(root, "scripts", "build.mjs")) {
  const { ok, problems } = await build();
  if (!ok) process.stderr.write(`build: the compiler complains\n${problems}`);
  process.exitCode = ok ? 0 : 1;
}
