/** One run of the command line, from arguments to an exit code. */
import { exitCodes, failure } from "./failure.ts";
import type { Host } from "./host.ts";
import { program } from "./program.ts";

/**
 * Runs a command line such as `["fit", "a.csv", "--target", "y"]`. Never throws: what goes wrong becomes one line on
 * the host's standard error and the exit code.
 */
export async function run(argv: readonly string[], host: Host, version: string): Promise<number> {
  try {
    const plumbline = program(host, version);
    if (argv.length === 0) plumbline.help({ error: true });
    await plumbline.parseAsync([...argv], { from: "user" });
    return exitCodes.done;
  } catch (error) {
    if (host.signal.aborted) return exitCodes.interrupted;
    const { code, line } = failure(error);
    if (line !== "") host.stderr.write(`plumbline: ${line}\n`);
    return code;
  }
}
