import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { parsePart } from "../part.ts";
import type { Controller, DomainLoss, MixtureState } from "../shift/controller.ts";
import { list } from "./argument.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host } from "./host.ts";

interface Given {
  readonly controller?: string;
  readonly start?: Named;
  readonly references?: Named;
  readonly state?: string;
}

/** Numbers by domain, in the order in which they were given. */
type Named = ReadonlyMap<string, number>;

/** What `--state` keeps. */
interface Kept {
  readonly format: "plumbline-mixture";
  readonly version: 1;
  readonly controller: string;
  readonly domains: readonly string[];
  readonly references?: readonly (DomainLoss | null)[];
  readonly state: MixtureState;
}

/** `plumbline mixture --controller NAME < losses.jsonl`: losses of domains in, a mixture to train on out, line by line. */
export function mixture(program: Command, host: Host): void {
  program
    .command("mixture")
    .summary("steer the mixture of domains that a model is trained on")
    .description(
      "Reads the losses of domains as JSON lines on standard input and answers each line at once with the\nmixture to train on next, for a training loop in any language.",
    )
    .option("--controller <name>", "who decides, as in pd-kl or pd-kl:step=0.5; see plumbline controllers; required")
    .option("--start <shares>", "where to start, shares or sizes, as in web=500,code=80 (all alike)", named("--start"))
    .option("--references <losses>", "losses to compare with, as in web=2.1,code=0.9", named("--references"))
    .option("--state <file>", "go on from this file, if it is there, and keep the state in it after every line")
    .addHelpText("after", help)
    .action((given: Given) => run(host, given));
}

async function run(host: Host, given: Given): Promise<void> {
  if (given.controller === undefined) {
    throw new UsageError({ where: "--controller", what: "not given", would: "name one; see plumbline controllers" });
  }
  const { controllers } = await import("../shift/controllers/index.ts");
  const { mixtureStep } = await import("../shift/controller.ts");
  const name = inCamelCase(given.controller);
  const controller: Controller = parsePart<Controller>("controller", controllers, name);
  const before = await keptIn(host, given, name);
  let kept = before ?? (given.start && (await begun(controller, name, [...given.start.keys()], given)));
  let number = 0;
  for await (const line of host.readLines()) {
    number += 1;
    host.signal.throwIfAborted();
    if (line.trim() === "") continue;
    const where = `standard input line ${number}`;
    const told = parsed(where, line);
    kept ??= await begun(controller, name, [...told.losses.keys()], given);
    const { domains } = kept;
    const losses = inOrder(`${where}: losses`, told.losses, domains, controller.allowsAbsent);
    const references = told.references
      ? inOrder(`${where}: references`, told.references, domains, controller.allowsAbsent)
      : kept.references;
    kept = {
      ...kept,
      ...(references && { references }),
      state: within(where, domains, () =>
        mixtureStep(controller, kept!.state, { losses, ...(references && { references }) }),
      ),
    };
    host.stdout.write(`${JSON.stringify(answer(kept))}\n`);
    if (given.state !== undefined) await host.writeText(given.state, `${JSON.stringify(kept)}\n`);
  }
}

/** `pd-kl:step=1` → `pdKl:step=1`. */
function inCamelCase(text: string): string {
  const [name, ...settings] = text.split(":");
  return [name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), ...settings].join(":");
}

function answer({ domains, state }: Kept) {
  const byDomain = (values: readonly number[]) => Object.fromEntries(domains.map((domain, i) => [domain, values[i]]));
  const { updates, weights, sampling, average } = state;
  return { update: updates, weights: byDomain(weights), sampling: byDomain(sampling), average: byDomain(average) };
}

async function begun(
  controller: Controller,
  name: string,
  domains: readonly string[],
  { start, references }: Given,
): Promise<Kept> {
  const { startMixture } = await import("../shift/controller.ts");
  const shares = start === undefined ? domains.map(() => 1) : inOrder("--start", start, domains, false);
  return {
    format: "plumbline-mixture",
    version: 1,
    controller: name,
    domains,
    ...(references && { references: inOrder("--references", references, domains, controller.allowsAbsent) }),
    state: within("--start", domains, () => startMixture(controller, shares as number[])),
  };
}

/** The state to go on from. @throws UsageError where it is of another run */
async function keptIn(host: Host, { state, start, references }: Given, name: string): Promise<Kept | undefined> {
  if (state === undefined) return undefined;
  await host.checkOutput("--state", state, []);
  if (!(await host.hasFile(state))) return undefined;
  const text = await host.readText(state);
  const refuse = (what: string, got: unknown, would: string): never => {
    throw new UsageError({ where: `--state ${state}`, what, got, would });
  };
  let kept: Kept;
  try {
    kept = JSON.parse(text) as Kept;
  } catch {
    return refuse("not a state", text, "name another file, which may not be there yet");
  }
  if (kept?.format !== "plumbline-mixture" || kept.version !== 1) {
    return refuse("not a state", text, "name another file, which may not be there yet");
  }
  if (kept.controller !== name)
    return refuse("the state of another controller", kept.controller, `give ${kept.controller}`);
  if (start !== undefined) return refuse("has started already", "--start", "leave --start away, or name another file");
  return references === undefined
    ? kept
    : { ...kept, references: inOrder("--references", references, kept.domains, true) };
}

interface Line {
  readonly losses: ReadonlyMap<string, DomainLoss | null>;
  readonly references?: ReadonlyMap<string, DomainLoss | null>;
}

function parsed(where: string, line: string): Line {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    const would = "write one object a line; NaN and Infinity are no JSON, and no losses";
    throw new UsageError({ where, what: "not JSON", got: line, would });
  }
  const record = recordOf(where, read);
  if (record.losses === undefined) {
    const would = 'write {"losses": {"web": 2.1, "code": 0.9}}';
    throw new UsageError({ where, what: "no losses", got: Object.keys(record).join(", ") || "{}", would });
  }
  const { losses, references } = record;
  return {
    losses: lossesOf(`${where}: losses`, losses),
    ...(references !== undefined && { references: lossesOf(`${where}: references`, references) }),
  };
}

function recordOf(where: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new UsageError({ where, what: "not an object", got: JSON.stringify(value), would: "name every domain" });
}

function lossesOf(where: string, value: unknown): Map<string, DomainLoss | null> {
  const entries = Object.entries(recordOf(where, value));
  if (entries.length === 0) throw new UsageError({ where, what: "no domains", would: "name one or more" });
  for (const [domain, loss] of entries) {
    const isLoss = loss === null || [loss].flat().every((token) => typeof token === "number");
    if (isLoss) continue;
    const would = "give a number, a list of them, a token each, or null for a domain without any";
    throw new UsageError({ where: `${where}.${domain}`, what: "not a loss", got: JSON.stringify(loss), would });
  }
  return new Map(entries as [string, DomainLoss | null][]);
}

/** Values in the order of the domains; null for one that may be absent and is. @throws UsageError */
function inOrder<T>(
  where: string,
  values: ReadonlyMap<string, T>,
  domains: readonly string[],
  allowsAbsent: boolean,
): (T | null)[] {
  const known = new Set(domains);
  for (const domain of values.keys()) {
    if (known.has(domain)) continue;
    throw new UsageError({
      where,
      what: "no such domain so far",
      got: domain,
      would: `there is ${domains.join(", ")}`,
    });
  }
  return domains.map((domain) => {
    const value = values.get(domain);
    if (value !== undefined) return value;
    if (allowsAbsent) return null;
    throw new UsageError({ where, what: "a domain is missing", got: domain, would: "give all, line by line" });
  });
}

/** Runs a step; a complaint about domain 2 names line and domain. */
function within<T>(where: string, domains: readonly string[], step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof UsageError) {
      error.message = `${where}: ${error.message.replace(/domain (\d+)/, (_, i) => domains[Number(i) - 1])}`;
    }
    throw error;
  }
}

const named =
  (option: string) =>
  (text: string): Named =>
    new Map(
      list(text).map((word) => {
        const at = word.lastIndexOf("=");
        const value = at < 1 || word.slice(at + 1).trim() === "" ? Number.NaN : Number(word.slice(at + 1));
        if (Number.isFinite(value)) return [word.slice(0, at), value];
        throw new UsageError({
          where: option,
          what: "no number of a domain",
          got: word,
          would: "write web=2.1,code=0.9",
        });
      }),
    );

const help = `
Examples:
  plumbline mixture --controller pd-kl --references web=2.1,code=0.9 < losses.jsonl
  plumbline mixture --controller doremi < tokens.jsonl | tail -n 1
  echo '{"losses": {"web": 2.6, "code": 1.1}}' |
    plumbline mixture --controller pd-chi2 --references web=2.1,code=0.9 --state mixture.json

What comes in, a line each time the domains were evaluated:
  {"losses": {"web": 2.6, "code": 1.1}, "references": {"web": 2.1, "code": 0.9}}
  losses       of every domain: a mean, or a list, one a token, which doremi cuts off token by token;
               doremi and group-dro take null, or nothing, for a domain that a batch had nothing of
  references   what a reference model has, or a target; those of the line before where a line has none

What goes out, a line for each, at once:
  {"update": 1, "weights": {...}, "sampling": {...}, "average": {...}}
  weights      how much each domain's mean loss is to count; they sum to 1
  sampling     how to draw examples; weigh one of a domain by weights / sampling. The two are equal but
               for doremi and group-dro, which draw from all domains alike
  average      of the weights so far: what DoReMi trains its large model on

With --state FILE a loop may call the command once an evaluation, or go on after a crash: the same lines
give the same mixtures however they are spread over runs.
${exitCodeHelp}`;
