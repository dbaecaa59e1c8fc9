/** Same seed, same bits, in every engine: Node against Chromium. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { findChromium } from "../../scripts/chromium.mjs";
import type * as Entry from "./entry.ts";
import { elementaryBits, fitBits, sweepBits } from "./entry.ts";
import { withPage } from "./page.ts";

const executable = findChromium();

/** The page's global object, as page.ts sets it up. */
declare const library: typeof Entry;

/** A table of plain numbers, as columns. */
async function columnsOf(file: string): Promise<Record<string, number[]>> {
  const [header, ...rows] = (await readFile(file, "utf8")).trim().split("\n");
  const cells = rows.map((row) => row.split(",").map(Number));
  return Object.fromEntries(header.split(",").map((name, j) => [name.replaceAll('"', ""), cells.map((row) => row[j])]));
}

test.skipIf(executable === undefined)("Chromium works out the bits that Node does", async () => {
  const { y, ...x } = await columnsOf(resolve(import.meta.dirname, "../../examples/concrete.csv"));
  await withPage(executable as string, resolve(import.meta.dirname, "entry.ts"), true, async (page) => {
    // 100 000 arguments: the engines' own exp differs on 9.6 % of them.
    const functionsThere = await page.evaluate((count) => library.elementaryBits(count), 100_000);
    for (const [name, bits] of Object.entries(elementaryBits(100_000))) {
      expect(functionsThere[name] === bits, `${name} differs`).toBe(true);
    }

    const here = await fitBits(x, y);
    const there = await page.evaluate(([x, y]) => library.fitBits(x, y), [x, y] as const);
    expect(here.model.weights).toHaveLength(8);
    expect(there.model.weights).toEqual(here.model.weights);
    expect(there.model.link).toEqual(here.model.link);
    expect(there.model.heldOut).toEqual(here.model.heldOut);
    expect(there.bits).toBe(here.bits);
  });
});

test.skipIf(executable === undefined).each([true, false])(
  "sweeps on threads, memory shared: %s, have the bits of one thread in Node",
  async (isolated) => {
    const here = await sweepBits(1);
    await withPage(executable as string, resolve(import.meta.dirname, "entry.ts"), isolated, async (page) => {
      for (const threads of [1, 2]) {
        const workers: string[] = [];
        page.on("worker", (worker) => workers.push(worker.url()));
        const there = await page.evaluate((count) => library.sweepBits(count), threads);
        expect(there.shared).toBe(isolated);
        expect(there.bits === here.bits, `${threads} threads`).toBe(true);
        expect(workers.length > 0).toBe(isolated && threads > 1);
        page.removeAllListeners("worker");
      }
    });
  },
);

test.skipIf(executable === undefined)("where a page's workers cannot be loaded, one thread sweeps", async () => {
  const here = await sweepBits(1);
  await withPage(executable as string, resolve(import.meta.dirname, "entry.ts"), true, async (page) => {
    await page.context().route(/worker/, (route) => route.abort());
    expect((await page.evaluate(() => library.sweepBits(2))).bits === here.bits).toBe(true);
  });
});
