#!/usr/bin/env node
/** The command `plumbline`: Node's streams and signals around one run. */
import { readFile } from "node:fs/promises";
import { exitCodes } from "./failure.ts";
import { nodeHost } from "./host.node.ts";
import { run } from "./run.ts";

const interruption = new AbortController();
// Ctrl-C, and what whoever looks after processes asks with.
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    // Whoever asks a second time does not want to wait for the work to notice.
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    interruption.abort();
  });
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, as `head` has, is no failure.
  if (error.code === "EPIPE") process.exit(exitCodes.done);
  process.stderr.write(`plumbline: standard output: cannot be written; the system says ${error.code}\n`);
  process.exit(exitCodes.workFailed);
});

const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
const host = nodeHost(process.stdout, process.stderr, interruption.signal);
process.exitCode = await run(process.argv.slice(2), host, version);
