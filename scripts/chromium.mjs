/** Finds Chromium for the browser test, or installs Debian's. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/**
 * The path of a Chromium: PLUMBLINE_CHROMIUM, else the first on PATH, else /usr/bin/chromium.
 *
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env) {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [env.PLUMBLINE_CHROMIUM ?? "", ...onPath, "/usr/bin/chromium"].find(canRun);
}

function canRun(file) {
  if (file === "") return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds Chromium; where there is none, installs Debian's when this machine lets us (Debian-like, root).
 *
 * @returns {Promise<string | undefined>} its path; undefined where there is none to be had
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined || !existsSync("/etc/debian_version") || process.getuid?.() !== 0) return found;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "--quiet"], { env, seconds: 600 });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], { env, seconds: 900 });
  return findChromium();
}
