import { type Command, Option } from "commander";
import { MISSING_TOKENS } from "../data/missing.ts";
import type { Table } from "../data/table.ts";
import type { Model } from "../fit/model.ts";
import { exitCodeHelp, numbersHelp } from "./helpText.ts";
import type { Host, ReadOptions } from "./host.ts";

/** `plumbline show MODEL`: what `fit` printed. */
export function show(program: Command, host: Host): void {
  program
    .command("show")
    .summary("print a model again")
    .description("Prints a model as fit did.")
    .argument("<model>", "a model written by fit --out")
    .option("--json", "print the model as one JSON object, and nothing else")
    .addOption(new Option("--verbose", "print every weight").conflicts("json"))
    .addHelpText("after", `${numbersHelp}\n${exitCodeHelp}`)
    .action(async (path: string, { json = false, verbose = false }: { json?: boolean; verbose?: boolean }) => {
      const model = await loaded(host, path);
      const { save } = await import("../fit/save.ts");
      host.stdout.write(json ? `${save(model).trimEnd()}\n` : await shown(host, model, verbose));
    });
}

/** The model in a file. @throws UsageError, DataError */
export async function loaded(host: Host, path: string): Promise<Model> {
  const text = await host.readText(path);
  const { load } = await import("../fit/save.ts");
  return load(text, path);
}

/** How to read a table for a model: what was missing and what was text when it was fitted is so again. */
export function asInFit({ encoding }: Model): ReadOptions {
  const { columns, missingTokens } = encoding;
  const usual =
    MISSING_TOKENS.length === missingTokens.length && MISSING_TOKENS.every((t, i) => t === missingTokens[i]);
  const text = columns.filter(({ kind }) => kind === "text").map(({ name }) => name);
  return { text, na: usual ? undefined : missingTokens };
}

/** A model as text, as this terminal can show it. */
export async function shown(host: Host, model: Model, verbose: boolean): Promise<string> {
  const { terminal } = await import("../report/terminal.ts");
  return terminal(model, { ...host.style, verbose, width: host.stdout.columns ?? 80 });
}

/** A model as HTML, with the rows of a table in its figures where the table has the target. */
export async function reportOf(host: Host, model: Model, table?: Table): Promise<string> {
  const { html } = await import("../report/html.ts");
  const { evidenceOf } = await import("../report/evidence.ts");
  return html(model, await host.document(), table === undefined ? [] : evidenceOf(model, table));
}
