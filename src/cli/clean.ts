import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import type { Model } from "../fit/model.ts";
import { real } from "./argument.ts";
import { checkWords, type FitWords, fitOptions, fitted } from "./fitOptions.ts";
import { exitCodeHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { asInFit, loaded } from "./show.ts";

interface Given extends FitWords {
  readonly dropSuspects?: boolean;
  readonly model?: string;
  readonly above: number;
  readonly out?: string;
}

/** `plumbline clean TABLE --drop-suspects --out FILE`: the table without rows whose label is likely corrupted. */
export function clean(program: Command, host: Host): void {
  const command = program
    .command("clean")
    .summary("write a table without its suspects")
    .description("Copies a table without the rows whose label is likely corrupted; all other cells stay as they are.")
    .argument("<table>", "CSV, TSV, Parquet or JSON lines");
  fitOptions(
    command
      .option("--drop-suspects", "leave out rows whose label is likely corrupted; required")
      .option("--model <file>", "judge by this model (by a fit of the table, with the options of fit)")
      .option(
        "--above <p>",
        "from which probability on a row is left out",
        real("--above", 0, 1, "give a probability from 0 up to, and not with, 1"),
        0.5,
      )
      .option("--out <file>", "where to, .csv, .tsv, .parquet or .jsonl; required"),
  )
    .addHelpText("after", help)
    .action((table: string, given: Given) => run(host, table, given));
}

async function run(host: Host, table: string, given: Given): Promise<void> {
  const { dropSuspects = false, model: path, above, out, ...words } = given;
  if (!dropSuspects) {
    throw new UsageError({ where: "clean", what: "nothing to clean is named", would: "give --drop-suspects" });
  }
  if (out === undefined) throw new UsageError({ where: "--out", what: "not given", would: "name a file to write" });
  if (table === "-") throw new UsageError({ where: "table", what: "standard input", would: "give a file, read twice" });
  if (path === undefined) checkWords(words);
  else if (words.target !== undefined) {
    throw new UsageError({ where: "--target", what: "the model has one", would: "leave --target or --model away" });
  }
  await host.checkTableOutput("--out", out, [table, ...(path === undefined ? [] : [path])]);
  const known = path === undefined ? undefined : await loaded(host, path);
  const input = await host.readTable(table, known === undefined ? { na: words.na } : asInFit(known));
  const model: Model = known ?? (await fitted(host, table, input, words, true));
  const { suspects } = await import("../trust/suspects.ts");
  const dropped = suspects(model, input).filter(({ probability }) => probability > above);
  const kept = new Uint8Array(input.rows).fill(1);
  for (const { row } of dropped) kept[row - 1] = 0;
  host.signal.throwIfAborted();
  await host.copyRows(table, out, kept);
  const rows = dropped.length === 1 ? "1 row" : `${dropped.length} rows`;
  const which = dropped.map(({ row }) => row).sort((a, b) => a - b);
  const some = which.length > MOST_NAMED ? [...which.slice(0, MOST_NAMED), "…"] : which;
  const named = which.length === 0 ? "" : `: ${some.join(", ")}`;
  host.stdout.write(`${out}: ${input.rows - dropped.length} of ${input.rows} rows; left out ${rows}${named}\n`);
}

/** So many rows are named one by one. */
const MOST_NAMED = 20;

const help = `
Examples:
  plumbline clean concrete.csv --drop-suspects --target strength --out clean.csv
  plumbline clean concrete.csv --drop-suspects --model concrete.json --above 0.9 --out clean.parquet
${tableHelp}
Rows are named by their number, counted from 1, the header not counted; plumbline suspects lists them
with their probabilities. Rows without a label stay. A label that looks wrong may be right: look at
the suspects before you drop them.
${exitCodeHelp}`;
