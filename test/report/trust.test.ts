import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { Model } from "../../src/fit/model.ts";
import { html } from "../../src/report/html.ts";
import { terminal } from "../../src/report/terminal.ts";
import { trustWords } from "../../src/report/trust.ts";
import { realModel } from "../fixtures/model.ts";

const radii = { levels: [0.5, 0.9, 0.95], radii: [1, 2.5, 4] };
const model: Model = {
  ...realModel,
  trust: {
    intervals: {
      level: 0.9,
      method: "bootstrap",
      columns: realModel.effects.map((effect, j) => ({
        weight: [0, 1],
        effect: [effect - 0.01, effect + 0.01],
        p: j === 0 ? 0 : 0.25,
      })),
      angle: 0.1,
    },
    prediction: { any: { ...radii, radii: [1, 30, 40] }, clean: radii },
  },
};

describe("trust in words", () => {
  it("tells the direction's bound and how far labels lie", () => {
    expect(trustWords(model)).toEqual([
      ["direction", "within 5.7° of the true one, with 90 % confidence, by fits to rows drawn again"],
      ["errors", "90 % of new labels of strength within ± 30.0, of clean ones within ± 2.50"],
    ]);
    expect(trustWords(realModel)).toEqual([]);
  });

  it("stands beside the effects, within the width of a terminal", () => {
    const text = terminal(model);
    expect(text).toMatch(/^cement .*\+0\.119 \(0\.109 to 0\.129\) +< 0\.001$/m);
    expect(text).toMatch(/^slag .* 0\.250$/m);
    for (const line of text.split("\n").filter((line) => /^(weights|cement|plasticizer) /.test(line))) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it("stands in the report, with what p means", () => {
    const page = parseHTML(html(model, parseHTML("<html><body></body></html>").document)).document;
    const heads = [...page.querySelectorAll("th")].map((head) => head.textContent);
    expect(heads).toContain("one unit changes strength by (90 %)");
    expect(heads).toContain("p");
    expect(page.querySelector("main")?.textContent).toContain("Nine of ten such intervals hold the true effect");
  });
});
