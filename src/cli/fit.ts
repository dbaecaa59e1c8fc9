import { type Command, Option } from "commander";
import { checkWords, type FitWords, fitOptions, fitted } from "./fitOptions.ts";
import { exitCodeHelp, missingHelp, numbersHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { reportOf, shown } from "./show.ts";

interface Given extends FitWords {
  readonly out?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `plumbline fit TABLE --target COLUMN`: a table in, a model out. */
export function fit(program: Command, host: Host): void {
  const command = program
    .command("fit")
    .summary("fit one neuron to a table")
    .description("Fits y ≈ u(weights·x + offset), u nondecreasing, to a table whose labels may be corrupted.")
    .argument("<table>", "CSV, TSV, Parquet or JSON lines; - for CSV on standard input");
  fitOptions(command)
    .option("--out <file>", "write the model, as JSON")
    .option("--report <file>", "write a report, as one HTML file")
    .option("--json", "print the model as one JSON object, and nothing else (schema/model.schema.json)")
    .addOption(new Option("--quiet", "print nothing").conflicts(["verbose", "json"]))
    .addOption(new Option("--verbose", "print every weight").conflicts("json"))
    .addHelpText("after", help)
    .action((table: string, given: Given) => run(host, table, given));
}

async function run(host: Host, table: string, given: Given): Promise<void> {
  const { out, report, json = false, quiet = false, verbose = false, ...words } = given;
  checkWords(words);
  if (out !== undefined) await host.checkOutput("--out", out, [table]);
  if (report !== undefined) await host.checkOutput("--report", report, [table, ...(out === undefined ? [] : [out])]);

  const input = await host.readTable(table, { na: words.na });
  const model = await fitted(host, table, input, words, !json && !quiet);
  const { save } = await import("../fit/save.ts");
  const text = save(model);
  const page = report === undefined ? undefined : await reportOf(host, model, input);
  host.signal.throwIfAborted();
  if (out !== undefined) await host.writeText(out, text);
  if (report !== undefined && page !== undefined) await host.writeText(report, page);
  if (json) host.stdout.write(`${text.trimEnd()}\n`);
  else if (!quiet) host.stdout.write(await shown(host, model, verbose));
}

const help = `
Examples:
  plumbline fit concrete.csv --target strength --report concrete.html
  plumbline fit churn.parquet --target churn --positive yes --out churn.json
  plumbline fit visits.csv --target visits --link softplus --weights n --missing drop
  plumbline fit yields.csv --target yield --group site --report yields.html
  grep -v test big.csv | plumbline fit - --target y --json
${tableHelp}
Text columns become one 0/1 column a level, less one; booleans and dates are numbers; constant
columns, copies and identifiers are left out by name. A comma in a name is written \\, as in a\\,b.
${missingHelp}
${numbersHelp}
${exitCodeHelp}`;
