/** The guide shows what the studies' kept files say; `node scripts/study.mjs NAME` makes both. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const guide = readFileSync("docs/guides/landscapes.md", "utf8");

it.each(["landscape-noise", "mode-connectivity"])("the guide has the tables of %s, and every claim holds", (name) => {
  const page = readFileSync(`docs/figures/${name}.md`, "utf8");
  expect(guide).toContain(page);
  expect(page).not.toContain("DOES NOT HOLD");
  expect(page.match(/^- holds: /gm)).toHaveLength(4);
});
