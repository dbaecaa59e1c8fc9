import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findChromium } from "../../scripts/chromium.mjs";
import { missingEntries } from "../../scripts/lock.mjs";
import { isInstalled } from "../../scripts/setup.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a-for-windows": { version: "1.0.0", optional: true },
  },
};

test("packages are installed when all are there in their versions, those for other platforms aside", () => {
  expect(isInstalled(wanted, undefined)).toBe(false);
  expect(isInstalled(wanted, { packages: {} })).toBe(false);
  expect(isInstalled(wanted, { packages: { "node_modules/a": { version: "0.9.0" } } })).toBe(false);
  expect(isInstalled(wanted, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
});

test("a lock lists the optional packages of every platform, or npm ci refuses it", async () => {
  const lock = JSON.parse(await readFile(new URL("../../package-lock.json", import.meta.url), "utf8"));
  expect(Object.keys(missingEntries(lock)), "run node scripts/lock.mjs").toEqual([]);
  delete lock.packages["node_modules/@biomejs/cli-linux-x64-musl"];
  expect(missingEntries(lock)).toEqual({
    "node_modules/@biomejs/cli-linux-x64-musl": {
      version: lock.packages["node_modules/@biomejs/biome"].version,
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
      dev: true,
      optional: true,
    },
  });
});

test("PLUMBLINE_CHROMIUM comes before PATH, and what cannot run is passed over", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-chromium-"));
  const [named, onPath] = [join(folder, "my-browser"), join(folder, "chromium")];
  try {
    for (const file of [named, onPath]) await writeFile(file, "#!/bin/sh\n");
    await chmod(onPath, 0o755);
    expect(findChromium({ PLUMBLINE_CHROMIUM: named, PATH: folder })).toBe(onPath);
    await chmod(named, 0o755);
    expect(findChromium({ PLUMBLINE_CHROMIUM: named, PATH: folder })).toBe(named);
  } finally {
    await rm(folder, { recursive: true });
  }
});
