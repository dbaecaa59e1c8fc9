import type { Command } from "commander";
import { suggestion, UsageError } from "../errors.ts";
import type { Experiment, Findings } from "../study/experiment.ts";
import type { StudyRecord } from "../study/runStudy.ts";
import type { Study } from "../study/study.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host } from "./host.ts";

interface Given {
  readonly quick?: boolean;
  readonly out?: string;
  readonly data?: string;
  readonly png?: boolean;
}

/** `plumbline study [NAME]`: runs an experiment whose truth is known, and says what came of it. */
export function study(program: Command, host: Host): void {
  program
    .command("study")
    .summary("run an experiment whose truth is known")
    .description("Runs an experiment whose truth is known, prints its table, and says which of its claims hold.")
    .argument("[name]", "one of the studies; without it, they are listed")
    .option("--quick", "the first seed, and the least and the largest size, only")
    .option("--out <folder>", "write <name>.csv, .md, .svg and .json there")
    .option("--png", "write every figure as .png, too")
    .option("--data <folder>", "where a study of real data finds them")
    .addHelpText("after", help)
    .action((name: string | undefined, given: Given) => (name === undefined ? listed(host) : run(host, name, given)));
}

async function listed(host: Host): Promise<void> {
  const { studies } = await import("../study/index.ts");
  for (const { name, about } of Object.values(studies)) host.stdout.write(`${name}\n    ${about}\n`);
}

async function run(machine: Host, name: string, given: Given): Promise<void> {
  const { studies } = await import("../study/index.ts");
  if (!Object.hasOwn(studies, name)) {
    const would = suggestion(name, Object.keys(studies));
    throw new UsageError({ where: "study", what: "no such study", got: name, would });
  }
  const whole = studies[name];
  const { quick = false, out, data, png = false } = given;
  if (png && out === undefined) {
    throw new UsageError({ where: "--png", what: "no folder to write into", would: "name one with --out" });
  }
  if (data !== undefined && !("data" in whole)) {
    throw new UsageError({ where: "--data", what: `${name} reads no data`, got: data, would: "leave it out" });
  }
  const host = png ? withPng(machine) : machine;
  if ("run" in whole) return runExperiment(host, whole, given);
  const paths = out === undefined ? undefined : pathsIn(out, name);
  for (const path of Object.values(paths ?? {})) await host.checkOutput("--out", path, []);
  const { brief } = await import("../study/recipe.ts");
  const { runStudy } = await import("../study/runStudy.ts");
  const chosen = quick ? { ...whole, recipes: whole.recipes.map(brief) } : whole;

  const bar = await host.progressBar();
  let records: readonly StudyRecord[];
  try {
    records = await runStudy(chosen.recipes, { signal: host.signal, progress: (progress) => bar.update(progress) });
  } finally {
    bar.stop();
  }

  const { page } = await import("../study/page.ts");
  host.stdout.write(page(chosen, records, "text"));
  if (paths !== undefined) await writeAll(host, chosen, records, paths);
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

/** Parts of the work are kept beside the files while it goes on. */
async function runExperiment(host: Host, whole: Experiment, { quick = false, out, data }: Given): Promise<void> {
  const paths = out === undefined ? undefined : pathsIn(out, whole.name);
  const further = (whole.endings ?? []).map((ending) => `${baseIn(out ?? "", whole.name)}${ending}`);
  if (paths !== undefined) {
    for (const path of [...Object.values(paths), ...further]) await host.checkOutput("--out", path, []);
  }
  const parts: string[] = [];
  const kept = (part: string) => {
    if (out === undefined) return undefined;
    const path = `${baseIn(out, whole.name)}-${part}.part.json`;
    parts.push(path);
    return {
      read: async () => ((await host.hasFile(path)) ? host.readText(path) : undefined),
      write: (text: string) => host.writeText(path, text),
    };
  };
  const bar = await host.progressBar();
  let findings: Findings;
  try {
    findings = await whole.run({
      quick,
      kept,
      signal: host.signal,
      progress: (progress) => bar.update(progress),
      read: (file) => host.readBytes(`${data ?? whole.data}/${file}`),
    });
  } finally {
    bar.stop();
  }
  const { findingsPage } = await import("../study/page.ts");
  host.stdout.write(findingsPage(findings, "text"));
  if (out === undefined || paths === undefined) return;
  await host.writeText(paths.csv, findings.csv);
  await host.writeText(paths.md, findingsPage(findings, "markdown"));
  if (findings.figure !== undefined) {
    const { standalone } = await import("../figures/index.ts");
    await host.writeText(paths.svg, standalone(findings.figure(await host.document())));
  }
  for (const [ending, text] of Object.entries(findings.files?.(await host.document()) ?? {})) {
    await host.writeText(`${baseIn(out, whole.name)}${ending}`, text);
  }
  for (const path of parts) await host.removeFile(path);
}

const baseIn = (folder: string, name: string): string => `${folder.replace(/\/+$/, "")}/${name}`;

const pathsIn = (folder: string, name: string) => {
  const base = baseIn(folder, name);
  return { csv: `${base}.csv`, md: `${base}.md`, svg: `${base}.svg`, json: `${base}.json` };
};

async function writeAll(
  host: Host,
  chosen: Study,
  records: readonly StudyRecord[],
  paths: ReturnType<typeof pathsIn>,
): Promise<void> {
  const { csv } = await import("../study/table.ts");
  const { page } = await import("../study/page.ts");
  const { pictureOf } = await import("../study/picture.ts");
  const { summarize } = await import("../study/summary.ts");
  await host.writeText(paths.csv, csv(records));
  await host.writeText(paths.md, page(chosen, records, "markdown"));
  if (!chosen.together) {
    const { angles, standalone } = await import("../figures/index.ts");
    await host.writeText(paths.svg, standalone(angles(await host.document(), pictureOf(chosen, summarize(records)))));
  }
  await host.writeText(paths.json, `${JSON.stringify({ name: chosen.name, recipes: chosen.recipes }, null, 2)}\n`);
}

const help = `
Examples:
  plumbline study
  plumbline study counterexample --quick
  plumbline study counterexample --out .
  plumbline study hard-cases
  plumbline study shift --quick
  plumbline study mixture --quick
  plumbline study mode-connectivity --quick --out .

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

mode-connectivity reads Fashion-MNIST, by default from .cache/fashion-mnist (node scripts/fashion.mjs
fetches it), and takes ten minutes of processor time, --quick one. Interrupted while it measures a plane, it
goes on there when it is run again with the same --out.

mixture reads six domains of text, by default from .cache/domains (node scripts/domains.mjs makes them
from the installed packages), and takes some minutes, --quick less than one. Interrupted, it goes on with
the seed that it was at.

Files in the folder of --out:
  <name>.csv   a line a learner, seed and size     <name>.md    the tables, and which claims hold
  <name>.svg   the figure, where there is one      <name>.json  the recipes
${exitCodeHelp}`;
