import type { Command } from "commander";
import type { Table } from "../data/table.ts";
import { suggestion, UsageError } from "../errors.ts";
import type { Kept } from "../landscape/surface.ts";
import type { Experiment, Findings } from "../study/experiment.ts";
import type { Study } from "../study/study.ts";
import { integer } from "./argument.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host, OutputColumn } from "./host.ts";

interface Given {
  readonly quick?: boolean;
  readonly out?: string;
  readonly data?: string;
  readonly png?: boolean;
  readonly jobs?: number;
  readonly queue?: string;
}

/** `plumbline study [NAME]`: runs an experiment whose truth is known, and says what came of it. */
export function study(program: Command, host: Host): void {
  program
    .command("study")
    .summary("run an experiment whose truth is known")
    .description("Runs an experiment whose truth is known, prints its table, and says which of its claims hold.")
    .argument("[name]", "one of the studies, or all; without it, they are listed")
    .option("--quick", "the first seed, and the least and the largest size, only")
    .option("--out <folder>", "write the records, the figures and a page there, and go on from what is there")
    .option("--jobs <count>", "run so many cells at once, each in a thread", integer("--jobs", 1))
    .option("--queue <address>", "have the cells run by machines that work on this Redis; see plumbline work")
    .option("--png", "write every figure as .png, too")
    .option("--data <folder>", "where a study of real data finds them")
    .addHelpText("after", help)
    .action((name: string | undefined, given: Given) =>
      name === undefined ? listed(host) : named(host, name, given, program.version() ?? ""),
    );
}

async function listed(host: Host): Promise<void> {
  const { studies } = await import("../study/index.ts");
  for (const { name, about } of Object.values(studies)) host.stdout.write(`${name}\n    ${about}\n`);
}

async function named(host: Host, name: string, given: Given, version: string): Promise<void> {
  const { studies } = await import("../study/index.ts");
  const names = Object.keys(studies);
  if (name !== ALL && !names.includes(name)) {
    throw new UsageError({
      where: "study",
      what: "no such study",
      got: name,
      would: suggestion(name, [...names, ALL]),
    });
  }
  const { out, data, png = false, jobs, queue } = given;
  const whole = studies[name];
  if (png && out === undefined) {
    throw new UsageError({ where: "--png", what: "no folder to write into", would: "name one with --out" });
  }
  if (data !== undefined && (whole === undefined || !("data" in whole))) {
    throw new UsageError({ where: "--data", what: `${name} reads no data`, got: data, would: "leave it out" });
  }
  if (jobs !== undefined && whole !== undefined && "run" in whole) {
    throw new UsageError({ where: "--jobs", what: `${name} is no cells`, got: jobs, would: "leave it out" });
  }
  if (queue !== undefined && whole !== undefined && "run" in whole) {
    throw new UsageError({ where: "--queue", what: `${name} is no cells`, would: "leave it out" });
  }
  if (queue !== undefined && jobs !== undefined) {
    const would = "leave one out; plumbline work has a --jobs of its own";
    throw new UsageError({ where: "--jobs", what: "with --queue no cell runs here", got: jobs, would });
  }
  const machine = png ? withPng(host) : host;
  const done =
    whole === undefined
      ? await everyOne(machine, Object.values(studies), given, version)
      : await run(machine, whole, given, version);
  for (const part of done) await host.removeFile(part);
}

const ALL = "all";

/** One after another, but for those whose data are not there. */
async function everyOne(
  host: Host,
  studies: readonly (Study | Experiment)[],
  given: Given,
  version: string,
): Promise<string[]> {
  const parts: string[] = [];
  for (const study of studies) {
    host.stdout.write(`# ${study.name}\n\n`);
    const data = "run" in study ? study.data : undefined;
    if (data === undefined || (await host.hasFile(data))) parts.push(...(await run(host, study, given, version)));
    else host.stdout.write(`left out: its data are not in ${data}\n`);
    host.stdout.write("\n");
  }
  return parts;
}

/** Beside every SVG its PNG. */
function withPng(host: Host): Host {
  return {
    ...host,
    writeText: async (path, text) => {
      await host.writeText(path, text);
      if (path.endsWith(".svg")) await host.writeBytes(path.replace(/svg$/, "png"), await host.png(text));
    },
  };
}

/** @returns the files in which parts of the work were kept while it went on */
async function run(host: Host, study: Study | Experiment, given: Given, version: string): Promise<string[]> {
  const { quick = false, out } = given;
  const { brief } = await import("../study/recipe.ts");
  const whole = quick && "recipes" in study ? { ...study, recipes: study.recipes.map(brief) } : study;
  const base = out === undefined ? undefined : `${out.replace(/\/+$/, "")}/${whole.name}`;
  if (base !== undefined) {
    const further = "run" in whole ? (whole.endings ?? []) : [];
    for (const ending of new Set([...ENDINGS, ...further])) await host.checkOutput("--out", base + ending, []);
  }
  const parts: string[] = [];
  const kept = (part: string): Kept | undefined => {
    if (base === undefined) return undefined;
    const path = `${base}-${part}.part.json`;
    parts.push(path);
    return {
      read: async () => ((await host.hasFile(path)) ? host.readText(path) : undefined),
      write: (text) => host.writeText(path, text),
    };
  };
  const findings =
    "run" in whole ? await tried(host, whole, given, kept) : await counted(host, whole, given, kept, version);
  const { page } = await import("../study/page.ts");
  host.stdout.write(page(findings, "text"));
  if (base !== undefined) await writeAll(host, whole, findings, base);
  return parts;
}

type Keeping = (part: string) => Kept | undefined;

/** An experiment runs itself. */
async function tried(host: Host, whole: Experiment, { quick = false, data }: Given, kept: Keeping): Promise<Findings> {
  const bar = await host.progressBar();
  try {
    return await whole.run({
      quick,
      kept,
      signal: host.signal,
      progress: (progress) => bar.update(progress),
      read: (file) => host.readBytes(`${data ?? whole.data}/${file}`),
    });
  } finally {
    bar.stop();
  }
}

/** Recipes are run cell by cell. */
async function counted(
  host: Host,
  whole: Study,
  { jobs = 1, queue }: Given,
  kept: Keeping,
  version: string,
): Promise<Findings> {
  const { alone, runStudy } = await import("../study/runStudy.ts");
  const { findingsOf } = await import("../study/findings.ts");
  const crew = queue !== undefined ? await host.queueCrew(queue, version) : jobs > 1 ? await host.crew(jobs) : alone;
  const bar = await host.progressBar();
  try {
    const progress = bar.update.bind(bar);
    const records = await runStudy(whole.recipes, { signal: host.signal, progress, kept, version, crew });
    return findingsOf(whole, records);
  } finally {
    await crew.close();
    bar.stop();
  }
}

const ENDINGS = [".csv", ".parquet", ".json", ".md", ".html", ".svg"];

async function writeAll(host: Host, whole: Study | Experiment, findings: Findings, base: string): Promise<void> {
  const { page } = await import("../study/page.ts");
  const { studyHtml } = await import("../study/html.ts");
  const { standalone } = await import("../figures/index.ts");
  const { name, about } = whole;
  const { tables, claims, csv } = findings;
  const figure = findings.figure && standalone(findings.figure(await host.document()));
  await host.writeText(`${base}.csv`, csv);
  const records = columnsOf(await host.readTable(`${base}.csv`));
  await host.writeTable(`${base}.parquet`, records);
  const recipes = "recipes" in whole && { recipes: whole.recipes };
  await host.writeText(
    `${base}.json`,
    `${JSON.stringify({ name, about, ...recipes, claims, records: rowsOf(records) }, null, 2)}\n`,
  );
  await host.writeText(`${base}.md`, page(findings, "markdown"));
  await host.writeText(`${base}.html`, studyHtml({ name, about, tables, claims, figure }));
  if (figure !== undefined) await host.writeText(`${base}.svg`, figure);
  for (const [ending, text] of Object.entries(findings.files?.(await host.document()) ?? {})) {
    await host.writeText(base + ending, text);
  }
}

/** The columns of a table as they were written. */
const columnsOf = ({ columns }: Table): OutputColumn[] =>
  columns.map((column) => ({
    name: column.name,
    values:
      column.kind === "text"
        ? Array.from(column.codes, (code) => column.levels[code] ?? null)
        : column.kind === "number"
          ? column.values
          : [],
  }));

function rowsOf(columns: readonly OutputColumn[]): object[] {
  const rows = columns[0]?.values.length ?? 0;
  return Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[i]])),
  );
}

const help = `
Examples:
  plumbline study
  plumbline study counterexample --quick
  plumbline study counterexample --out .
  plumbline study hard-cases --jobs 2
  plumbline study shift --quick
  plumbline study mixture --quick
  plumbline study mode-connectivity --quick --out .
  plumbline study all --quick --jobs 2 --out .
  plumbline study counterexample --queue redis://10.0.0.1:6379 --out .

What the numbers mean:
  angle        between the learned weights and w*, in degrees; the median over the seeds, and in
               brackets the least and the largest
  loss / OPT   mean squared error on rows that no learner saw, over that of w* and the true link;
               below 1 where the corrupted labels prefer another neuron
  link         told: the learner is given σ; found: it finds a curve by itself
  fit          as a learner: all that plumbline fit does by itself
  sweeps       how often all rows were read
Loss, sweeps and seconds are those on the largest size. Same version, same numbers, seconds
excepted. It takes minutes; --quick about a third of that.

Interrupted, or killed: run it again with the same --out, and it goes on. Of a study of recipes every cell, one
learner on one sample, is written as soon as it is finished, in a <name>-….part.json that is gone at the end.
--jobs runs such cells side by side, --queue on every machine that works there, to the same bits.

mode-connectivity reads Fashion-MNIST, by default from .cache/fashion-mnist (node scripts/fashion.mjs
fetches it), and takes ten minutes of processor time, --quick one. It goes on with the plane it was at.

mixture reads six domains of text, by default from .cache/domains (node scripts/domains.mjs makes them
from the installed packages), and takes some minutes, --quick less than one. It goes on with the seed it
was at.

Files in the folder of --out:
  <name>.csv, .parquet   a line a learner, seed and size (or whatever an experiment counts)
  <name>.json            recipes, claims and the same records
  <name>.md, .html       the tables, and which claims hold
  <name>.svg             the figure, where there is one
${exitCodeHelp}`;
