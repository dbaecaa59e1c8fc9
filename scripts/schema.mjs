/**
 * Writes schema/model.schema.json, the JSON schema of a model file and of what `plumbline fit --json` prints, from the
 * schema that checks models when they are read. Its descriptions are the comments of the types: written once.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toJSONSchema } from "zod/mini";
import { root } from "./run.mjs";

export const SCHEMA = join(root, "schema", "model.schema.json");

/**
 * @param {import("zod/mini").ZodMiniType} schema the model's
 * @returns {Promise<string>} the JSON schema as text
 */
export async function schemaText(schema) {
  const { $schema, ...model } = toJSONSchema(schema, { io: "input" });
  const { encoding } = model.properties;
  describe(encoding, await comments("src/data/encode.ts", "export interface EncodeOptions"));
  describe(model, await comments("src/fit/model.ts"), encoding);
  const title = "A model of plumbline";
  return `${JSON.stringify({ $schema, title, ...model }, null, 2)}\n`;
}

/** What the comment above a property says, by the property's name; of a file, or of what stands before `end` in it. */
async function comments(path, end) {
  const [text] = (await readFile(join(root, path), "utf8")).split(end);
  const found = text.matchAll(/\/\*\*((?:(?!\*\/)[^])*?)\*\/\s*readonly (\w+)\??:/g);
  return new Map([...found].map(([, comment, name]) => [name, comment.replace(/\s*\n\s*\*?\s*/g, " ").trim()]));
}

/** Puts the comments on a schema and all below it; `except` has its own. */
function describe(node, said, except) {
  if (node === except || typeof node !== "object" || node === null) return;
  for (const [name, child] of Object.entries(node)) {
    const isProperty = node.type === "object" && name === "properties";
    if (!isProperty) describe(child, said, except);
    else for (const [key, property] of Object.entries(child)) describeProperty(key, property, said, except);
  }
}

function describeProperty(name, property, said, except) {
  if (property === except) return;
  // A property within one of the same name is something else: the ridge of one try, in the ridges tried.
  describe(property, new Map([...said].filter(([other]) => other !== name)), except);
  if (said.has(name)) property.description = said.get(name);
}

if (process.argv[1] === join(root, "scripts", "schema.mjs")) {
  const { modelSchema } = await import(join(root, "dist", "fit", "schema.js"));
  await writeFile(SCHEMA, await schemaText(modelSchema));
}
