/** The page of the mixture study says what its kept numbers say; `node scripts/study.mjs mixture` makes both. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { METHODS, type MethodRun } from "../../src/study/mixture/methods.ts";
import { claimsOf, csvOf, domainTable, type Results, summaryTable } from "../../src/study/mixture/results.ts";
import { WHOLE } from "../../src/study/mixture.ts";
import { markdown, sentence } from "../../src/study/table.ts";

const kept = (ending: string): string => readFileSync(`docs/figures/mixture${ending}`, "utf8");
const about = JSON.parse(kept(".json"));

function resultsOf(csv: string): Results {
  const lines = csv.trimEnd().split("\n").slice(1);
  const runs = new Map<string, MethodRun & { checks: { tokens: number; losses: number[]; errors: number[] }[] }>();
  const domains = new Set<string>();
  for (const line of lines) {
    const [method, seed, before, tokens, domain, share, loss, error] = line.split(",");
    const key = `${method} ${seed}`;
    const run = runs.get(key) ?? { method, seed: +seed, before: +before, shares: [] as number[], checks: [] };
    runs.set(key, run);
    domains.add(domain);
    if (run.checks.at(-1)?.tokens !== +tokens) run.checks.push({ tokens: +tokens, losses: [], errors: [] });
    const check = run.checks[run.checks.length - 1];
    check.losses.push(+loss);
    check.errors.push(+error);
    if (run.checks.length === 1) (run.shares as number[]).push(+share);
  }
  return { domains: [...domains], targets: about.targets, runs: [...runs.values()] };
}

test("numbers are of the settings as they are now, tables and verdicts those of the numbers", () => {
  const csv = kept(".csv");
  const results = resultsOf(csv);
  expect(csvOf(results)).toBe(csv);
  expect(about.settings).toEqual(JSON.parse(JSON.stringify(WHOLE)));
  expect(results.runs.length).toBe(WHOLE.seeds.length * Object.keys(METHODS).length);
  const page = kept(".md");
  expect(page).toContain(markdown(summaryTable(results)));
  expect(page).toContain(markdown(domainTable(results)));
  for (const claim of claimsOf(results)) expect(page).toContain(`- ${sentence(claim)}\n`);
});
