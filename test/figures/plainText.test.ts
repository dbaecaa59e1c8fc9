import { expect, it } from "vitest";
import { plainText, shortened } from "../../src/figures/plainText.ts";

it("spells out what moves the cursor or turns the text, and nothing else", () => {
  expect(plainText("a\u001b[2J\u0007\u0085b\nc\u202ed\u2067\ufeff")).toBe(
    "a\\u{1b}[2J\\u{7}\\u{85}b\\u{a}c\\u{202e}d\\u{2067}\\u{feff}",
  );
  const harmless = "Körper (g) שלום 重量 👩‍🔬 <b>&\"'";
  expect(plainText(harmless)).toBe(harmless);
});

it("shortens in the middle and counts characters, not code units", () => {
  expect(shortened("international_plan=yes", 22)).toBe("international_plan=yes");
  expect(shortened("international_plan=yes", 13)).toBe("internat…=yes");
  expect(shortened("😀".repeat(5), 4)).toBe("😀😀…😀");
});
