import { describe, expect, it } from "vitest";
import { exportJavaScript } from "../../src/export/javaScript.ts";
import { exportOnnx } from "../../src/export/onnx.ts";
import { save } from "../../src/fit/save.ts";
import { realModel } from "../fixtures/model.ts";
import { runOn } from "./fakeHost.ts";

const machine = { files: { "m.json": save(realModel) } };

describe("export", () => {
  it("prints a module", async () => {
    const { code, stdout, stderr } = await runOn(machine, "export", "m.json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(exportJavaScript(realModel));
  });

  it("writes what is asked for, or what the ending says", async () => {
    const js = await runOn(machine, "export", "m.json", "--to", "js", "-o", "m.mjs");
    expect(js).toMatchObject({ code: 0, stdout: "", checked: ["--out m.mjs"] });
    expect(js.files).toEqual({ "m.mjs": exportJavaScript(realModel) });
    const asked = await runOn(machine, "export", "m.json", "--to", "onnx", "--out", "m.bin");
    expect(asked.binaries).toEqual({ "m.bin": exportOnnx(realModel) });
    const ending = await runOn(machine, "export", "m.json", "--out", "m.onnx");
    expect(ending.binaries).toEqual({ "m.onnx": exportOnnx(realModel) });
  });

  it("does not print bytes, and knows no other form", async () => {
    const bytes = await runOn(machine, "export", "m.json", "--to", "onnx");
    expect(bytes).toMatchObject({ code: 2, stdout: "" });
    expect(bytes.stderr).toMatch(/^plumbline: --out: [^\n]+\n$/);
    const pmml = await runOn(machine, "export", "m.json", "--to", "pmml");
    expect(pmml).toMatchObject({ code: 2, stdout: "" });
    expect(pmml.stderr).toMatch(/^plumbline: [^\n]*pmml[^\n]+\n$/);
  });
});
