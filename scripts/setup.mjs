/**
 * From a fresh clone to a working command: installs what is missing, builds, and with `--browser` sees to Chromium.
 * Says nothing about what is already there. Plain Node, so that it runs before anything is installed.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { root, run } from "./run.mjs";

const OLDEST = [20, 20];

/**
 * Whether every package of the lock file is installed in that version. Packages for other platforms may be missing.
 *
 * @param {{ packages: Record<string, { version?: string, optional?: boolean }> }} wanted package-lock.json
 * @param {{ packages: Record<string, { version?: string }> } | undefined} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const there = installed.packages[path]?.version;
    return path === "" || there === version || (there === undefined && optional === true);
  });
}

async function readJson(...path) {
  try {
    return JSON.parse(await readFile(join(root, ...path), "utf8"));
  } catch {
    return undefined;
  }
}

async function install() {
  if (isInstalled(await readJson("package-lock.json"), await readJson("node_modules", ".package-lock.json")))
    return true;
  process.stdout.write("Installing packages …\n");
  const quiet = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, stdout, stderr } = await run("npm", ["ci", ...quiet]);
  // What went wrong stands first; npm goes on with its manual.
  const said = (stdout + stderr).split("\n").slice(0, 12).join("\n");
  if (code !== 0) process.stderr.write(`setup: npm ci failed\n${said}\n`);
  return code === 0;
}

async function compile() {
  const { ok, problems } = await build();
  if (!ok) process.stderr.write(`setup: the compiler complains\n${problems}`);
  return ok;
}

function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return true;
  process.stderr.write(
    `setup: Node is too old, got ${process.versions.node}; install Node ${OLDEST.join(".")} or newer\n`,
  );
  return false;
}

async function seeToBrowser() {
  if ((await ensureChromium()) !== undefined) return;
  process.stdout.write(
    "No Chromium: the browser test will be skipped; install it (Debian: apt-get install chromium) or name it in PLUMBLINE_CHROMIUM.\n",
  );
}

if (process.argv[1] === join(root, "scripts", "setup.mjs")) {
  const ready = nodeIsNewEnough() && (await install()) && (await compile());
  if (ready && process.argv.includes("--browser")) await seeToBrowser();
  // `npm test` always ends with its plain line, even when it never came to a test.
  if (!ready && process.env.npm_lifecycle_event === "test") process.stdout.write("0 passed, 1 failed\n");
  process.exitCode = ready ? 0 : 1;
}
