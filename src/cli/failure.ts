/** What became of a run that did not go through: an exit code, and one line for standard error. */
import { CommanderError } from "commander";
import { DataError, UsageError } from "../errors.ts";
import { plainText } from "../figures/plainText.ts";

export const exitCodes = { done: 0, workFailed: 1, wrongUse: 2, interrupted: 130 } as const;

export interface Failure {
  readonly code: number;
  /** Empty where everything has been said. */
  readonly line: string;
}

export function failure(error: unknown): Failure {
  if (error instanceof CommanderError) return commandFailure(error);
  const line = plainText(error instanceof Error ? error.message : String(error));
  const isWrongUse = error instanceof UsageError || error instanceof DataError;
  return { code: isWrongUse ? exitCodes.wrongUse : exitCodes.workFailed, line };
}

/** Commander's own complaints, in our wording; help that was asked for is none. */
function commandFailure({ code, exitCode, message }: CommanderError): Failure {
  if (exitCode === 0) return { code: exitCodes.done, line: "" };
  if (code === "commander.help") return { code: exitCodes.wrongUse, line: "" };
  const line = message
    .replace(/^error: /, "")
    .replace(/\n\((D)(.*)\)$/, "; d$2")
    .replace(/\. Allowed choices are (.*)\.$/, "; one of $1 would do");
  return { code: exitCodes.wrongUse, line: plainText(line) };
}
