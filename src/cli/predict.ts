import { type Command, Option } from "commander";
import { exitCodeHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { asInFit, loaded } from "./show.ts";

interface Given {
  readonly out?: string;
  readonly unseen: "refuse" | "baseline";
}

/** `plumbline predict MODEL TABLE`: a column `prediction`, row for row. */
export function predict(program: Command, host: Host): void {
  program
    .command("predict")
    .summary("predict the rows of a table")
    .description("Writes one column, prediction: the same rows in the same order.")
    .argument("<model>", "a model written by fit --out")
    .argument("<table>", "the columns the model uses; others are ignored, the target is not needed")
    .option("--out <file>", "write .csv, .tsv, .parquet or .jsonl (CSV on standard output)")
    .addOption(
      new Option("--unseen <how>", "text that no row of the fit had: refuse it, or take it for the level left out")
        .choices(["refuse", "baseline"])
        .default("refuse"),
    )
    .addHelpText("after", help)
    .action((model: string, table: string, given: Given) => run(host, model, table, given));
}

async function run(host: Host, path: string, table: string, { out, unseen }: Given): Promise<void> {
  if (out !== undefined) await host.checkTableOutput("--out", out, [path, table]);
  const model = await loaded(host, path);
  const input = await host.readTable(table, asInFit(model));
  host.signal.throwIfAborted();
  const library = await import("../fit/predict.ts");
  const { prediction } = library.predict(model, input, { unseen });
  if (out !== undefined) await host.writeTable(out, [{ name: "prediction", values: prediction }]);
  else for (const lines of csv("prediction", prediction)) host.stdout.write(lines);
}

/**
 * The column in blocks of lines. Every number reads back to the same bits; an empty cell is quoted, because alone in its
 * row it would be a blank line, which readers skip.
 */
function* csv(name: string, values: Float64Array): Generator<string> {
  yield `${name}\n`;
  const block = 10_000;
  for (let start = 0; start < values.length; start += block) {
    const lines = Array.from(values.subarray(start, start + block), (value) =>
      Number.isNaN(value) ? '""' : String(value),
    );
    yield `${lines.join("\n")}\n`;
  }
}

const help = `
Examples:
  plumbline predict concrete.json new.csv > predictions.csv
  plumbline predict churn.json customers.parquet --unseen baseline --out predictions.parquet
  paste -d, new.csv <(plumbline predict concrete.json new.csv)
${tableHelp}
Missing cells are treated as in the fit: an error, the column's mean, or an empty prediction where the
fit left such rows out. For 0/1 targets a prediction is the probability of the positive value.
${exitCodeHelp}`;
