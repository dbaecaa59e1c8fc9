/** Models as text. Numbers are written so that they read back bit for bit. */
import { DataError } from "../errors.ts";
import { inconsistency } from "./consistent.ts";
import type { Model } from "./model.ts";
import { modelSchema } from "./schema.ts";

/** The model as JSON text, two spaces deep, with a newline at its end. */
export function save(model: Model): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}

/**
 * Reads a model that `save` wrote.
 *
 * @param from what to call the text in an error, such as its file name
 * @throws DataError for text that is not a model of this version
 *
 * @example
 * import { fit, load, save } from "plumbline-fit";
 * const size = Array.from({ length: 40 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 20, 0)) });
 * load(save(model)).weights[0] === model.weights[0]; // true
 */
export function load(text: string, from = "model"): Model {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new DataError({
      where: from,
      what: "not a model: not JSON",
      got: text.slice(0, 20),
      would: "give a file made by plumbline fit --out",
    });
  }
  const { format, version } = (parsed ?? {}) as { format?: unknown; version?: unknown };
  if (format !== "plumbline-model") {
    throw new DataError({
      where: from,
      what: "not a model",
      got: format,
      would: "give a file made by plumbline fit --out",
    });
  }
  if (version !== 1) {
    throw new DataError({
      where: from,
      what: "a model of another version",
      got: version,
      would: "fit it again with this version",
    });
  }
  const checked = modelSchema.safeParse(parsed);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new DataError({
      where: `${from} ${issue.path.join(".")}`,
      what: issue.message,
      would: "fit the model again",
    });
  }
  const wrong = inconsistency(checked.data);
  if (wrong !== undefined) {
    const { at, what, got } = wrong;
    throw new DataError({
      where: `${from} ${at}`,
      what,
      ...(got !== undefined && { got }),
      would: "fit the model again",
    });
  }
  return checked.data;
}
