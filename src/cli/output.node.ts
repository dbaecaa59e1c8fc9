/** Makes sure that an output can be written before any work is done for it. */
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { UsageError } from "../errors.ts";

/**
 * Looks at the folder and at what stands there already.
 *
 * @param option the option that names the output.
 * @param inputs files that must not be overwritten.
 * @throws UsageError where the folder does not exist or cannot be written to, or an input or a folder is in the way.
 */
export async function checkOutput(option: string, path: string, inputs: readonly string[]): Promise<void> {
  const refuse = (what: string, would: string): UsageError => new UsageError({ where: option, what, got: path, would });
  if (path === "" || path === "-") throw refuse("not a file", "give a file to write to");
  const folder = dirname(path);
  const place = await stat(folder).catch(() => undefined);
  if (!place?.isDirectory()) throw refuse("its folder does not exist", `make ${folder} or name another file`);
  const mayWrite = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  const present = await stat(path).catch(() => undefined);
  if (present?.isDirectory()) throw refuse("a folder", "give a file to write to");
  for (const input of inputs) {
    const other = await stat(input).catch(() => undefined);
    const isSame = input === path || (present && other && present.ino === other.ino && present.dev === other.dev);
    if (isSame) throw refuse(`it would overwrite ${input}`, "name another file");
  }
  if (!mayWrite) throw refuse("no leave to write in its folder", "name another file");
}
