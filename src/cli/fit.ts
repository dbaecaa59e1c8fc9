import { type Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import type { Model } from "../fit/model.ts";
import type { FitOptions } from "../fit/options.ts";
import { integer, list, real } from "./argument.ts";
import { exitCodeHelp, missingHelp, numbersHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { recipe } from "./recipe.ts";
import { reportOf, shown } from "./show.ts";

interface Given extends Pick<FitOptions, "positive" | "features" | "drop" | "weights" | "weightsKind" | "missing"> {
  readonly target?: string;
  readonly splitBy?: string;
  readonly link?: string;
  readonly learner?: string;
  readonly na?: readonly string[];
  readonly seed: number;
  readonly intercept: boolean;
  readonly confidence?: number;
  readonly threads?: number;
  readonly out?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `plumbline fit TABLE --target COLUMN`: a table in, a model out. */
export function fit(program: Command, host: Host): void {
  program
    .command("fit")
    .summary("fit one neuron to a table")
    .description("Fits y ≈ u(weights·x + offset), u nondecreasing, to a table whose labels may be corrupted.")
    .argument("<table>", "CSV, TSV, Parquet or JSON lines; - for CSV on standard input")
    .option("--target <column>", "the column to explain; required")
    .option("--link <link>", "unknown, or a link as in relu or leakyRelu:slope=0.1; see plumbline links (unknown)")
    .option("--learner <name>", "another learner than the one that suits the link; see plumbline learners")
    .option("--no-intercept", "fix the shift of a known link at 0")
    .option("--positive <value>", "of a target with two values, the one that counts as 1")
    .option("--features <columns>", "use these columns only, as in a,b (all)", list)
    .option("--drop <columns>", "leave these columns out, as in a,b", list)
    .option("--weights <column>", "a column of row weights")
    .addOption(
      new Option(
        "--weights-kind <kind>",
        "a row of weight 2 is two rows, or one known twice as well (frequency)",
      ).choices(["frequency", "precision"]),
    )
    .addOption(
      new Option("--missing <how>", "what to do about missing cells (error)").choices(["error", "drop", "mean"]),
    )
    .option("--na <tokens>", "markers of missing cells, instead of the usual ones, as in -999,unknown", list)
    .option("--split-by <column>", "keep rows that are equal there on one side of every split")
    .option("--seed <n>", "decides splits and random starts; same seed, same model", integer("--seed", 0), 1)
    .option(
      "--confidence <p>",
      "repeat on fresh splits until the fit succeeds with this probability",
      real("--confidence", 0, 1, "give a probability below 1, such as 0.99"),
    )
    .option("--threads <n>", "threads for large tables (1); the model is the same", integer("--threads", 1))
    .option("--out <file>", "write the model, as JSON")
    .option("--report <file>", "write a report, as one HTML file")
    .option("--json", "print the model as one JSON object, and nothing else (schema/model.schema.json)")
    .addOption(new Option("--quiet", "print nothing").conflicts(["verbose", "json"]))
    .addOption(new Option("--verbose", "print every weight").conflicts("json"))
    .addHelpText("after", help)
    .action((table: string, given: Given) => run(host, table, given));
}

async function run(host: Host, table: string, given: Given): Promise<void> {
  const { out, report, json = false, quiet = false, verbose = false, na, threads, ...rest } = given;
  if (given.target === undefined) {
    throw new UsageError({ where: "--target", what: "not given", would: "name the column to explain" });
  }
  if (given.weightsKind !== undefined && given.weights === undefined) {
    throw new UsageError({ where: "--weights-kind", what: "there are no weights", would: "name them with --weights" });
  }
  if (out !== undefined) await host.checkOutput("--out", out, [table]);
  if (report !== undefined) await host.checkOutput("--report", report, [table, ...(out === undefined ? [] : [out])]);

  const input = await host.readTable(table, { na });
  host.signal.throwIfAborted();
  const bar = json || quiet ? undefined : await host.progressBar();
  let model: Model;
  try {
    const library = await import("../fit/fit.ts");
    model = await library.fit(input, {
      ...rest,
      ...(threads !== undefined && { threads }),
      recipe: recipe(["fit", table], { target: given.target, ...rest, na }),
      signal: host.signal,
      progress: (progress) => bar?.update(progress),
    });
  } finally {
    bar?.stop();
  }

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
  grep -v test big.csv | plumbline fit - --target y --json
${tableHelp}
Text columns become one 0/1 column a level, less one; booleans and dates are numbers; constant
columns, copies and identifiers are left out by name. A comma in a name is written \\, as in a\\,b.
${missingHelp}
${numbersHelp}
${exitCodeHelp}`;
