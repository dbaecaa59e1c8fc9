import type { Command } from "commander";
import { exitCodeHelp, tableHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { asInFit, loaded, reportOf } from "./show.ts";

/** `plumbline report MODEL [TABLE]`: a model as one HTML file. */
export function report(program: Command, host: Host): void {
  program
    .command("report")
    .summary("write a model as an HTML page")
    .description(
      "Writes one HTML file: verdict, comparison, figures, weights and effects, and the command that made it.",
    )
    .argument("<model>", "a model written by fit --out")
    .argument("[table]", "rows to draw one by one; the target must be among its columns")
    .option("--out <file>", "where to (the model's name with .html)")
    .addHelpText(
      "after",
      `\nExample:\n  plumbline report concrete.json concrete.csv --out concrete.html\n${tableHelp}\n${exitCodeHelp}`,
    )
    .action(async (path: string, table: string | undefined, given: { out?: string }) => {
      const out = given.out ?? `${path.replace(/\.json$/i, "")}.html`;
      await host.checkOutput("--out", out, table === undefined ? [path] : [path, table]);
      const model = await loaded(host, path);
      const rows = table === undefined ? undefined : await host.readTable(table, asInFit(model));
      const page = await reportOf(host, model, rows);
      host.signal.throwIfAborted();
      await host.writeText(out, page);
      host.stdout.write(`${out}\n`);
    });
}
