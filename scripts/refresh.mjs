/**
 * `npm run refresh`: writes into the pages what their commands print now, and what the files they quote say now. Look at
 * the difference before you commit it: it is what a reader will see.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { docsOutcome, documentation } from "./check/docs.mjs";
import { root } from "./run.mjs";

/** A page with the block that starts in line `line` (from 1) holding `code` instead. */
export function withBlock(text, line, code) {
  const lines = text.split("\n");
  const end = lines.indexOf("```", line);
  return [...lines.slice(0, line), ...code.split("\n"), ...lines.slice(end)].join("\n");
}

if (process.argv[1] === join(root, "scripts", "refresh.mjs")) {
  const { pages } = await documentation(root);
  const { repairs } = await docsOutcome(root, { sources: [], pages });
  // From the last block to the first, so that lines above keep their numbers.
  for (const { path, line, code } of repairs.toReversed()) {
    const file = join(root, path);
    await writeFile(file, withBlock(await readFile(file, "utf8"), line, code));
    process.stdout.write(`${path}:${line}\n`);
  }
}
