import type { Command } from "commander";
import { integer } from "./argument.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host } from "./host.ts";

/** `plumbline work ADDRESS`: runs the cells that studies on other machines ask for. */
export function work(program: Command, host: Host): void {
  program
    .command("work")
    .summary("run the cells that studies on other machines ask for")
    .description("Runs the cells that studies with --queue ask for at this address of Redis, until Ctrl-C.")
    .argument("<address>", "redis://host:6379, or rediss://user:password@host:6379 for TLS and a password")
    .option("--jobs <count>", "run so many cells at once, each in a thread (one a processor)", integer("--jobs", 1))
    .addHelpText("after", help)
    .action((address: string, { jobs }: { readonly jobs?: number }) => run(host, address, jobs, program));
}

async function run(host: Host, address: string, jobs: number | undefined, program: Command): Promise<void> {
  const done = (title: string, seconds: number): void => host.stdout.write(`${title}: ${seconds.toFixed(1)} s\n`);
  await host.work(address, { jobs, done, version: program.version() ?? "" });
  host.signal.throwIfAborted();
}

const help = `
Examples, Redis being on 10.0.0.1:
  plumbline work redis://10.0.0.1:6379                             on as many machines as there are
  plumbline study hard-cases --queue redis://10.0.0.1:6379 --out . on one that writes the files

A cell is one learner on one sample. The study puts its cells into Redis; every worker takes one as soon as
it is free, and prints a line when it is done. Workers may come and go: start one in the middle of a
study, end it with Ctrl-C, which gives back its cells, or pull its plug, and others have them after
half a minute or a little more. A cell that has taken ten workers with it fails.

The study may go, too. Ctrl-C takes back the cells that nobody has begun; run it again with the same --out,
and it goes on, with what the workers have finished in between, which Redis keeps for a week.

Every machine needs the same version of Plumbline, no data and no files. The records have the same bits as
those of one machine, seconds excepted. Whoever reaches Redis can read and order cells, which are
settings and never code: keep it in a network of your own, or use rediss:// and a password. Plumbline
never shows the password; a list of processes does.
${exitCodeHelp}`;
