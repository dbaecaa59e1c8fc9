/** What commands that fit have in common: their options, and the fit. */
import { type Command, Option } from "commander";
import type { Table } from "../data/table.ts";
import { UsageError } from "../errors.ts";
import type { Model } from "../fit/model.ts";
import type { FitOptions } from "../fit/options.ts";
import { integer, list, real } from "./argument.ts";
import type { Host } from "./host.ts";
import { recipe } from "./recipe.ts";

/** The options as they were given. */
export interface FitWords
  extends Pick<FitOptions, "positive" | "features" | "drop" | "weights" | "weightsKind" | "missing"> {
  readonly target?: string;
  readonly splitBy?: string;
  readonly group?: string;
  readonly shift?: "chi2" | "kl" | "none";
  readonly nu?: number;
  readonly reference?: "own" | "none";
  readonly link?: string;
  readonly learner?: string;
  readonly contamination?: "auto" | number;
  readonly na?: readonly string[];
  readonly seed: number;
  readonly intercept: boolean;
  readonly confidence?: number;
  readonly bootstrap?: number;
  readonly folds?: number;
  readonly sparse?: boolean | number;
  readonly threads?: number;
  readonly storage?: "f64" | "f32";
}

export function fitOptions(command: Command): Command {
  return command
    .option("--target <column>", "the column to explain; required")
    .option("--link <link>", "unknown, or a link as in relu or leakyRelu:slope=0.1; see plumbline links (unknown)")
    .option("--learner <name>", "another learner than the one that suits the link; see plumbline learners")
    .option(
      "--contamination <share>",
      "of corrupted labels: auto, 0 to look for none, or a share up to 0.49 (auto)",
      contamination,
    )
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
    .option("--group <column>", "serve the rows of every value of this column, the worst served above all")
    .addOption(
      new Option("--shift <divergence>", "with --group: how the mix may shift, none to compare only (chi2)").choices([
        "chi2",
        "kl",
        "none",
      ]),
    )
    .option(
      "--nu <n>",
      "with --group: what a shift costs, in mean losses; 0 looks at the worst group alone (0.5)",
      real("--nu", 0, Number.POSITIVE_INFINITY, "give 0 or more, such as 0.5"),
    )
    .addOption(
      new Option(
        "--reference <whose>",
        "with --group: count losses in excess of the group's own robust neuron, or as they are (own)",
      ).choices(["own", "none"]),
    )
    .option("--seed <n>", "decides splits and random starts; same seed, same model", integer("--seed", 0), 1)
    .option(
      "--confidence <p>",
      "repeat on fresh splits until the fit succeeds with this probability",
      real("--confidence", 0, 1, "give a probability below 1, such as 0.99"),
    )
    .option(
      "--bootstrap <n>",
      "intervals from fits to rows drawn again n times, such as 200",
      integer("--bootstrap", 20),
    )
    .option(
      "--folds <k>",
      "prediction intervals from k fits, each without a fold (CV+), such as 10",
      integer("--folds", 2),
    )
    .option(
      "--sparse [cost]",
      "the fewest columns that cost no more than this R² on held-out rows (0.01)",
      real("--sparse", 0, 1, "give the R² that fewer columns may cost, such as 0.01"),
    )
    .addOption(
      new Option("--storage <format>", "of the rows: f32 takes half the memory, sums are exact to 1e-5 (f64)").choices([
        "f64",
        "f32",
      ]),
    )
    .option("--threads <n>", "threads for large tables (1); the model is the same", integer("--threads", 1));
}

const share = real("--contamination", 0, 0.5, "give auto, or a share from 0 to 0.49");
const contamination = (text: string): "auto" | number => (text === "auto" ? text : share(text));

/** @throws UsageError for words that do not go together */
export function checkWords({ target, weights, weightsKind }: FitWords): void {
  if (target === undefined) {
    throw new UsageError({ where: "--target", what: "not given", would: "name the column to explain" });
  }
  if (weightsKind !== undefined && weights === undefined) {
    throw new UsageError({ where: "--weights-kind", what: "there are no weights", would: "name them with --weights" });
  }
}

/** Fits a table that was read from `path`, with a bar that shows how far it is. */
export async function fitted(
  host: Host,
  path: string,
  table: Table,
  { na, threads, ...words }: FitWords,
  showsProgress: boolean,
): Promise<Model> {
  host.signal.throwIfAborted();
  const bar = showsProgress ? await host.progressBar() : undefined;
  try {
    const { fit } = await import("../trust/fit.ts");
    return await fit(table, {
      ...words,
      ...(threads !== undefined && { threads }),
      recipe: recipe(["fit", path], { target: words.target, ...words, na }),
      signal: host.signal,
      progress: (progress) => bar?.update(progress),
    });
  } finally {
    bar?.stop();
  }
}
