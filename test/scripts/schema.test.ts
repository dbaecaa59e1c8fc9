/** The schema file is up to date, and what the command prints is what it says. */
import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { fromJSONSchema, type ZodType } from "zod";
import { SCHEMA, schemaText } from "../../scripts/schema.mjs";
import { modelSchema } from "../../src/fit/schema.ts";
import { runOn } from "../cli/fakeHost.ts";
import { wavyTable } from "../fixtures/table.ts";

let schema: ZodType;
beforeAll(async () => {
  schema = fromJSONSchema(JSON.parse(await readFile(SCHEMA, "utf8")));
});

it("is what node scripts/schema.mjs writes", async () => {
  expect(JSON.parse(await readFile(SCHEMA, "utf8"))).toEqual(JSON.parse(await schemaText(modelSchema)));
});

it.each([
  ["a found link", ["--target", "y"]],
  ["a known link", ["--target", "y", "--link", "relu"]],
  ["two values and text", ["--target", "late"]],
])("holds what fit --json prints for %s", async (_, options) => {
  const { code, stdout } = await runOn({ tables: { "a.csv": wavyTable } }, "fit", "a.csv", "--json", ...options);
  expect(code).toBe(0);
  expect(schema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
});

it("would notice what is missing or of another kind", async () => {
  const { stdout } = await runOn({ tables: { "a.csv": wavyTable } }, "fit", "a.csv", "--target", "y", "--json");
  const model = JSON.parse(stdout);
  for (const key of ["weights", "effects", "offset", "link", "heldOut", "rows", "seed", "ridge", "stop", "sweeps"]) {
    expect(schema.safeParse({ ...model, [key]: undefined }).success).toBe(false);
    expect(schema.safeParse({ ...model, [key]: "text" }).success).toBe(false);
  }
});
