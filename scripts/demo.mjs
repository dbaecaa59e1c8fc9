/** The shortest way to see what Plumbline does: fits the concrete table, shows the result, writes the report. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.mjs";

const fit = ["fit", "examples/concrete.csv", "--target", "y", "--out", "concrete.json", "--report", "concrete.html"];

process.stdout.write(`npx plumbline ${fit.join(" ")}\n\n`);
const { code } = await run(process.execPath, [join(root, "dist", "cli", "main.node.js"), ...fit], { show: true });
if (code === 0 && existsSync(join(root, "concrete.html"))) {
  process.stdout.write(`
The report is in concrete.html; open it in a browser. The model is in concrete.json:

  npx plumbline show concrete.json
  npx plumbline predict concrete.json examples/concrete.csv --out predictions.csv
`);
}
process.exitCode = code;
