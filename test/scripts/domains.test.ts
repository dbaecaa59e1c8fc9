import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { domainsOf } from "../../scripts/domains.mjs";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-domains-"));
  const files: Record<string, string> = {
    "package-lock.json": JSON.stringify({
      packages: { "": {}, "node_modules/a": {}, "node_modules/b": {}, "node_modules/native": { cpu: ["x64"] } },
    }),
    "node_modules/a/LICENSE": "Do as you like.",
    "node_modules/b/license.md": "Do as you like.",
    "node_modules/b/README.md": "# b\r\n",
    "node_modules/b/index.d.mts": "export {};",
    "node_modules/b/big.js": "x".repeat(20_000),
    "node_modules/native/index.js": "only here",
    "node_modules/unlisted/index.js": "nobody asked for it",
  };
  for (let i = 0; i < 20; i++) files[`node_modules/a/lib/${i}.json`] = `{ "it": ${i + 10} }\n`;
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test("files go by their names, each text once, listed packages of every machine only", async () => {
  const domains = await domainsOf(folder);
  const text = (name: string): string => Object.values(domains[name]).join("");
  expect(text("licenses")).toBe("Do as you like.\0");
  expect(text("markdown")).toBe("# b\n\0");
  expect(text("types")).toBe("export {};\0");
  expect(text("code")).not.toMatch(/only here|nobody/);
  expect(text("code")).toContain(`${"x".repeat(16_384)}\0`);
  expect(text("c")).toBe("");
});

test("parts are whole files that no other part has, and the same every time", async () => {
  const first = (await domainsOf(folder)).json;
  const lines = Object.values(first).flatMap((bytes) => bytes.toString().split("\0").slice(0, -1));
  expect(lines.length).toBe(20);
  expect(new Set(lines).size).toBe(20);
  expect(Object.values(first).every((bytes) => bytes.length > 0)).toBe(true);
  expect((await domainsOf(folder)).json).toEqual(first);
});
