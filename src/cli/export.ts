import { type Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import { exitCodeHelp } from "./helpText.ts";
import type { Host } from "./host.ts";
import { loaded } from "./show.ts";

interface Given {
  readonly to?: "js" | "onnx";
  readonly out?: string;
}

/** `plumbline export MODEL`: a model for programs that know nothing of Plumbline. */
export function exportModel(program: Command, host: Host): void {
  program
    .command("export")
    .summary("write a model as JavaScript or ONNX")
    .description("Writes a model as a JavaScript module of a few lines, or as an ONNX graph.")
    .argument("<model>", "a model written by fit --out")
    .addOption(new Option("--to <form>", "js or onnx (by the ending of --out, else js)").choices(["js", "onnx"]))
    .option("-o, --out <file>", "where to (a module: standard output)")
    .addHelpText("after", help)
    .action((model: string, given: Given) => run(host, model, given));
}

async function run(
  host: Host,
  path: string,
  { out, to = out?.endsWith(".onnx") ? "onnx" : "js" }: Given,
): Promise<void> {
  if (out === undefined && to === "onnx") {
    throw new UsageError({
      where: "--out",
      what: "no file for what is no text",
      would: "name one, as in --out model.onnx",
    });
  }
  if (out !== undefined) await host.checkOutput("--out", out, [path]);
  const model = await loaded(host, path);
  if (to === "onnx") {
    const { exportOnnx } = await import("../export/onnx.ts");
    return host.writeBytes(out as string, exportOnnx(model));
  }
  const { exportJavaScript } = await import("../export/javaScript.ts");
  const text = exportJavaScript(model);
  if (out === undefined) host.stdout.write(text);
  else await host.writeText(out, text);
}

const help = `
Examples:
  plumbline export concrete.json --to js -o concrete.mjs
  plumbline export concrete.json --to onnx -o concrete.onnx

js    an ES module that needs nothing and exports predict(row), row an object of cells by column, as in
      predict({ age: 28, cement: 540 }). Texts and filled cells are treated as in the fit; NaN where a
      cell is missing that was never filled, or a text is new. Same bits as plumbline predict; a known
      link to the last digits of the engine's exp.
onnx  opset 17, double precision. Input x: rows × features, in the order that plumbline show --json
      gives under features; of a text column 1 in the feature of the row's level and 0 in the others,
      missing cells filled in before. Output prediction: rows × 1.
Dates are days since 1970-01-01. For 0/1 targets a prediction is the probability of the positive value.
${exitCodeHelp}`;
