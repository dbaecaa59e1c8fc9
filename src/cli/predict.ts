import { type Command, Option } from "commander";
import type { Ends, PredictionWithin } from "../trust/predict.ts";
import { real } from "./argument.ts";
import { exitCodeHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { asInFit, loaded } from "./show.ts";

interface Given {
  readonly out?: string;
  readonly unseen: "refuse" | "baseline";
  readonly interval?: number;
}

/** `plumbline predict MODEL TABLE`: a column `prediction`, row for row, and intervals beside it where asked for. */
export function predict(program: Command, host: Host): void {
  program
    .command("predict")
    .summary("predict the rows of a table")
    .description("Writes a column, prediction, and the ends of intervals if asked: the same rows in the same order.")
    .argument("<model>", "a model written by fit --out")
    .argument("<table>", "the columns the model uses; others are ignored, the target is not needed")
    .option("--out <file>", "write .csv, .tsv, .parquet or .jsonl (CSV on standard output)")
    .option(
      "--interval <share>",
      "add low and high: this share of new labels lies between them",
      real("--interval", 0, 1, "give a share below 1, such as 0.9"),
    )
    .addOption(
      new Option("--unseen <how>", "text that no row of the fit had: refuse it, or take it for the level left out")
        .choices(["refuse", "baseline"])
        .default("refuse"),
    )
    .addHelpText("after", help)
    .action((model: string, table: string, given: Given) => run(host, model, table, given));
}

async function run(host: Host, path: string, table: string, given: Given): Promise<void> {
  const { out, ...options } = given;
  if (out !== undefined) await host.checkTableOutput("--out", out, [path, table]);
  const model = await loaded(host, path);
  const input = await host.readTable(table, asInFit(model));
  host.signal.throwIfAborted();
  const library = await import("../trust/predict.ts");
  const columns = columnsOf(library.predict(model, input, options));
  if (out !== undefined) await host.writeTable(out, columns);
  else for (const lines of csv(columns)) host.stdout.write(lines);
}

interface Numbers {
  readonly name: string;
  readonly values: Float64Array;
}

function columnsOf({ prediction, within }: PredictionWithin): Numbers[] {
  const columns = ({ low, high }: Ends, kind = ""): Numbers[] => [
    { name: `${kind}low`, values: low },
    { name: `${kind}high`, values: high },
  ];
  const column = { name: "prediction", values: prediction };
  if (within === undefined) return [column];
  return [column, ...columns(within.any), ...(within.clean ? columns(within.clean, "clean_") : [])];
}

/**
 * Columns in blocks of lines. Every number reads back to the same bits; an empty cell is quoted, because alone in its
 * row it would be a blank line, which readers skip.
 */
function* csv(columns: readonly Numbers[]): Generator<string> {
  yield `${columns.map(({ name }) => name).join(",")}\n`;
  const rows = columns[0].values.length;
  const block = 10_000;
  const cell = (value: number): string => (Number.isNaN(value) ? '""' : String(value));
  for (let start = 0; start < rows; start += block) {
    const lines = Array.from({ length: Math.min(block, rows - start) }, (_, i) =>
      columns.map(({ values }) => cell(values[start + i])).join(","),
    );
    yield `${lines.join("\n")}\n`;
  }
}

const help = `
Examples:
  plumbline predict concrete.json new.csv > predictions.csv
  plumbline predict churn.json customers.parquet --unseen baseline --out predictions.parquet
  paste -d, new.csv <(plumbline predict concrete.json new.csv)
  plumbline predict concrete.json new.csv --interval 0.9
${tableHelp}
Missing cells are treated as in the fit: an error, the column's mean, or an empty prediction where the
fit left such rows out. For 0/1 targets a prediction is the probability of the positive value.
Intervals are as wide as the errors on rows that the fit had set aside; they hold their share of new
labels over tables like the one that was fitted, not for every single prediction. Those of a fit with
--folds are about fits that each left a fold out (CV+): at 0.9 the guarantee is 0.8, in the same sense,
and usually they hold 0.9. Where the fit found corrupted labels, low and high are for labels as they
come, corrupted ones among them, and clean_low and clean_high for clean ones. Labels of 0/1 targets
have no intervals.
${exitCodeHelp}`;
