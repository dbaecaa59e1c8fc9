/** The command line, a file for each command. */
import { Command } from "commander";
import { clean } from "./clean.ts";
import { exportModel } from "./export.ts";
import { fit } from "./fit.ts";
import { generate } from "./generate.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { mixture } from "./mixture.ts";
import { parts } from "./parts.ts";
import { predict } from "./predict.ts";
import { report } from "./report.ts";
import { show } from "./show.ts";
import { study } from "./study.ts";
import { suspects } from "./suspects.ts";
import { work } from "./work.ts";

/** The program; it throws where commander by itself would exit. */
export function program(host: Host, version: string): Command {
  const plumbline = new Command("plumbline")
    .description(
      "Fits one neuron, y ≈ u(weights·x + offset) with u nondecreasing, to a table whose labels may be\ncorrupted, and says how far the fit can be trusted.",
    )
    .version(version, "--version", "print the version")
    .helpCommand(false)
    .helpOption("--help", "print this, or for a command what it can do")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      // `failure` words what is wrong, in one line.
      outputError: () => {},
      getOutHelpWidth: () => host.stdout.columns ?? 100,
      getErrHelpWidth: () => host.stderr.columns ?? 100,
    })
    .addHelpText("after", help);
  for (const register of [
    fit,
    predict,
    show,
    report,
    suspects,
    clean,
    exportModel,
    generate,
    mixture,
    study,
    work,
    parts,
  ])
    register(plumbline, host);
  return plumbline;
}

const help = `
Examples:
  plumbline fit concrete.csv --target strength --out concrete.json --report concrete.html
  plumbline predict concrete.json new.csv > predictions.csv
  plumbline fit --help
${exitCodeHelp}`;
