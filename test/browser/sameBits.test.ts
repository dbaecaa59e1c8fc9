/** Same seed, same bits, in every engine: Node against Chromium. */
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { findChromium } from "../../scripts/chromium.mjs";
import type * as Entry from "./entry.ts";
import { elementaryBits } from "./entry.ts";
import { withPage } from "./page.ts";

const executable = findChromium();

/** The page's global object, as page.ts sets it up. */
declare const library: typeof Entry;

test.skipIf(executable === undefined)("Chromium works out the bits that Node does", async () => {
  await withPage(executable as string, resolve(import.meta.dirname, "entry.ts"), async (page) => {
    const there = await page.evaluate((count) => library.elementaryBits(count), 100_000);
    const here = elementaryBits(100_000);
    for (const name of Object.keys(here)) expect(there[name] === here[name], `${name} differs`).toBe(true);
  });
});
