import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { integer } from "./argument.ts";
import { exitCodeHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { asInFit, loaded } from "./show.ts";

interface Given {
  readonly top: number;
  readonly rivals?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly truth?: string;
}

/** `plumbline suspects MODEL TABLE`: the rows whose labels are likely corrupted. */
export function suspects(program: Command, host: Host): void {
  program
    .command("suspects")
    .summary("list the rows whose labels look corrupted")
    .description("Lists rows by how likely their label is corrupted, as the model explains the labels.")
    .argument("<model>", "a model written by fit --out")
    .argument("<table>", "the columns the model uses, and the target")
    .option("--top <n>", "print so many rows", integer("--top", 1), 50)
    .option("--rivals", "list the rows that the model and its rivals dispute instead")
    .option("--out <file>", "write all of them, as .csv, .tsv, .parquet or .jsonl")
    .option("--json", "print them as one JSON array, and nothing else")
    .option("--truth <file>", "what generate wrote beside the table: says how well suspects are told apart")
    .addHelpText("after", help)
    .action((model: string, table: string, given: Given) => run(host, model, table, given));
}

async function run(host: Host, path: string, table: string, given: Given): Promise<void> {
  const { top, rivals = false, out, json = false, truth } = given;
  if (rivals && truth !== undefined) {
    throw new UsageError({ where: "--truth", what: "not of rivals", would: "leave one of them away" });
  }
  if (out !== undefined) await host.checkTableOutput("--out", out, [path, table]);
  const model = await loaded(host, path);
  const input = await host.readTable(table, asInFit(model));
  host.signal.throwIfAborted();
  const library = await import("../trust/suspects.ts");
  const words = await import("../report/suspects.ts");
  if (rivals) {
    const rows = library.disputed(model, input);
    return told(host, rows, words.disputedText(model, rows, top), { out, json, top });
  }
  const rows = library.suspects(model, input);
  let text = words.suspectsText(model, rows, top);
  if (truth !== undefined) text += words.separationText(rows, corruptedRows(await host.readText(truth), truth));
  await told(host, rows, text, { out, json, top });
}

async function told<T extends object>(
  host: Host,
  rows: readonly T[],
  text: string,
  { out, json, top }: { out: string | undefined; json: boolean; top: number },
): Promise<void> {
  if (out !== undefined) {
    const names = Object.keys(rows[0] ?? {}) as (keyof T & string)[];
    const columns = names.map((name) => ({ name, values: Float64Array.from(rows, (row) => Number(row[name])) }));
    await host.writeTable(out, columns);
  }
  host.stdout.write(json ? `${JSON.stringify(rows.slice(0, top))}\n` : text);
}

/** The rows that `generate` says are corrupted, counted from 0. */
function corruptedRows(text: string, path: string): ReadonlySet<number> {
  const { corrupted } = JSON.parse(text) as { corrupted?: readonly number[] };
  if (Array.isArray(corrupted)) return new Set(corrupted);
  throw new UsageError({ where: path, what: "not the truth about a table", would: "give what generate wrote" });
}

const help = `
Examples:
  plumbline suspects concrete.json concrete.csv --top 20
  plumbline suspects concrete.json concrete.csv --out suspects.csv
  plumbline suspects decoy.json decoy.csv --rivals
${tableHelp}
What the columns mean:
  row          counted from 1, the header not counted
  probability  that the label is corrupted, under the law that explains the labels of the fit
  residual     label − prediction
${exitCodeHelp}`;
