import { describe, expect, it } from "vitest";
import { terminal } from "../../src/report/terminal.ts";
import { binaryModel, corruptedModel, realModel } from "../fixtures/model.ts";

const many = Array.from({ length: 100 }, (_, j) => j);
const wide = {
  ...realModel,
  features: many.map((j) => `x${j}`),
  weights: many,
  standardized: many.map((j) => (j % 2 === 0 ? j : -j)),
  effects: many,
};

describe("terminal", () => {
  it("looks as it did", async () => {
    await expect(terminal(realModel)).toMatchFileSnapshot("../golden/real.txt");
    await expect(terminal(binaryModel, { unicode: false, verbose: true })).toMatchFileSnapshot("../golden/binary.txt");
    await expect(terminal(corruptedModel)).toMatchFileSnapshot("../golden/corrupted.txt");
  });

  it("keeps to ASCII and to the width when told", () => {
    const text = terminal(binaryModel, { unicode: false, verbose: true });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    for (const line of terminal(realModel, { width: 60 }).split("\n").slice(0, 3)) {
      expect(line.length).toBeLessThanOrEqual(60);
    }
  });

  it("colors only when told", () => {
    expect(terminal(realModel)).not.toContain("\u001b");
    expect(terminal(realModel, { color: true })).toContain("\u001b[");
  });

  it("shows the 20 largest weights and says how to see all", () => {
    const text = terminal(wide);
    expect(text).toMatch(/^x99 .*\nx98 .*\n/m);
    expect(text).toMatch(/^x80 /m);
    expect(text).not.toMatch(/^x79 /m);
    expect(text).toContain("and 80 smaller ones; --verbose shows all");
    expect(terminal(wide, { verbose: true })).toMatch(/^x0 /m);
  });

  it("spells out what would move the cursor or turn the text", () => {
    const features = ["\u001b[2Jred", "a\nb", "\u202eabc", ...realModel.features.slice(3)];
    const notices = ["\u001b]0;title\u0007: left out, constant"];
    const text = terminal({ ...realModel, features, notices });
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(text).toContain("\\u{1b}[2Jred");
    expect(text).toContain("a\\u{a}b");
  });

  it("takes a curve without bins and a constant one", () => {
    expect(terminal({ ...realModel, picture: { bins: [], path: [] } })).not.toContain("index z, in");
    const flat = terminal({ ...realModel, link: { rule: "step", knots: [0], values: [5] } });
    expect(flat).not.toMatch(/NaN|Infinity/);
  });
});
