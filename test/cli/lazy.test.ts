/** `plumbline --help` must be quick: what takes long to load may be imported only when it is used. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const slow = [
  "@duckdb/node-api",
  "@observablehq/plot",
  "linkedom",
  "cli-progress",
  "cli-table3",
  "zod",
  "ml-matrix",
  "piscina",
  "bullmq",
  "ioredis",
];

/** The packages that loading a source file loads. */
function loaded(path: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const statements = readFileSync(path, "utf8").matchAll(/^(?:import|export)(?! type\b)[^;]*?from "([^"]+)";/gm);
  for (const [, from] of statements) {
    if (from.startsWith(".")) loaded(join(dirname(path), from), seen);
    else seen.add(from);
  }
  return seen;
}

it("loads no heavy package before a command runs", () => {
  const seen = loaded("src/cli/main.node.ts");
  expect(seen).toContain("commander");
  expect(seen).toContain("src/data/sources/duckdb.node.ts");
  expect(slow.filter((name) => seen.has(name))).toEqual([]);
});
