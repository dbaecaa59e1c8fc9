import { type Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import { parsePart } from "../part.ts";
import type { Sample, SampleOptions } from "../problem/sample.ts";
import { integer, real } from "./argument.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { recipe } from "./recipe.ts";

interface Given extends Pick<SampleOptions, "rows" | "features" | "seed" | "noise" | "responses"> {
  readonly link: string;
  readonly marginal: string;
  readonly adversary?: string;
  readonly budget?: number;
  readonly out?: string;
}

/** `plumbline generate --out TABLE`: a synthetic table, and the truth about it in a file beside it. */
export function generate(program: Command, host: Host): void {
  program
    .command("generate")
    .summary("write a synthetic table whose truth is known")
    .description("Draws x, sets y = σ(w*·x), lets an adversary corrupt labels, and writes the table and its truth.")
    .option("--link <link>", "σ, as in relu:bias=-1; see plumbline links", "relu")
    .option("--marginal <law>", "the law of x; see plumbline marginals", "gaussian")
    .option("--adversary <name>", "who corrupts labels; see plumbline adversaries (nobody)")
    .option(
      "--budget <share>",
      "of rows or of energy, as the adversary has it (0.1)",
      real("--budget", 0, 0.5, "give a share from 0 up to, and not with, 0.5"),
    )
    .option("--rows <n>", "how many rows", integer("--rows", 1), 1000)
    .option("--features <d>", "how many columns x1, …, xd", integer("--features", 1), 10)
    .option(
      "--noise <s>",
      "standard deviation of normal noise on clean labels (0)",
      real("--noise", 0, Number.POSITIVE_INFINITY, "give a number from 0 on"),
    )
    .addOption(
      new Option("--responses <kind>", "real, or binary: 1 with probability σ(w*·x) (real)").choices([
        "real",
        "binary",
      ]),
    )
    .option("--seed <n>", "same seed, same table", integer("--seed", 0), 1)
    .option("--out <file>", "the table, .csv, .tsv or .parquet, its truth beside it in <file>.truth.json; required")
    .addHelpText("after", help)
    .action((given: Given) => run(host, given));
}

async function run(host: Host, { out, ...given }: Given): Promise<void> {
  if (out === undefined) throw new UsageError({ where: "--out", what: "not given", would: "name a file to write" });
  const truth = `${out}.truth.json`;
  await host.checkTableOutput("--out", out, []);
  await host.checkOutput("--out", truth, []);
  const { links } = await import("../problem/links/index.ts");
  const { marginals } = await import("../problem/marginals/index.ts");
  const { adversaries } = await import("../problem/adversaries/index.ts");
  const { synthetic } = await import("../problem/sample.ts");
  const { link, marginal, adversary, ...rest } = given;
  const by = adversary === undefined ? undefined : parsePart("adversary", adversaries, adversary);
  const sample = synthetic({
    ...rest,
    link: parsePart("link", links, link),
    marginal: parsePart("marginal", marginals, marginal),
    ...(by === undefined ? {} : { adversary: by }),
  });
  host.signal.throwIfAborted();
  await host.writeTable(out, columnsOf(sample));
  const budgetOf = by === undefined ? undefined : by.budgetOf;
  await host.writeText(truth, truthOf(sample, { recipe: recipe(["generate"], { ...given, out }), ...given, budgetOf }));
}

function columnsOf({ n, d, x, y }: Sample): { name: string; values: Float64Array }[] {
  const columns = Array.from({ length: d }, (_, j) => ({
    name: `x${j + 1}`,
    values: Float64Array.from({ length: n }, (_, i) => x[i * d + j]),
  }));
  return [...columns, { name: "y", values: y }];
}

function truthOf({ target, decoy, corrupted, opt, variance }: Sample, circumstances: object): string {
  const rows = Array.from(corrupted.keys()).filter((i) => corrupted[i] === 1);
  const truth = { ...circumstances, target: [...target], decoy: [...decoy], opt, variance, corrupted: rows };
  return `${JSON.stringify(truth)}\n`;
}

const help = `
Example:
  plumbline generate --link relu:bias=-1 --adversary linearDecoy --budget 0.2 --rows 30000 --features 20 --out decoy.csv

The truth, <file>.truth.json, is one JSON object:
  target            the d weights w*; the index w*·x has variance 1
  decoy             where the adversary would like a fit to look: uncorrelated with w*·x
  corrupted         the rows whose label is not the clean one, counted from 0
  opt, variance     mean (σ(w*·x) − y)² and Var σ(w*·x) over the rows
  recipe and all options
${exitCodeHelp}`;
