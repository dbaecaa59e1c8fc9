/** Threads load what the build has made of them, so that the crew comes from there. */
import { afterEach, expect, it } from "vitest";
import type { Crew } from "../../src/study/runStudy.ts";
import { runStudy } from "../../src/study/runStudy.ts";
import { bits, small } from "./small.ts";

const { pool }: { pool(size: number): Crew } = await import(
  new URL("../../dist/study/pool.node.js", import.meta.url).href
);

let crew: Crew | undefined;
afterEach(() => crew?.close());

it("has the bits of one thread, in its order", async () => {
  crew = pool(2);
  expect(bits(await runStudy([small], { crew }))).toEqual(bits(await runStudy([small])));
});

it("stops at once when it is aborted, in the middle of a cell", async () => {
  const interruption = new AbortController();
  crew = pool(2);
  const stages: string[] = [];
  // A cell that would take minutes.
  const running = runStudy([{ ...small, features: 50, rows: [500_000] }], {
    crew,
    signal: interruption.signal,
    progress: ({ stage }) => {
      stages.push(stage);
      if (stages.length === 2) setTimeout(() => interruption.abort(), 100);
    },
  });
  await expect(running).rejects.toThrow("aborted");
  expect(stages).toEqual(["small: glmtron, 500000 rows, seed 1", "small: isotron, 500000 rows, seed 1"]);
});

it("says what a cell fails with", async () => {
  crew = pool(2);
  const [cell] = await import("../../src/study/cell.ts").then(({ cellsOf }) => cellsOf(small));
  await expect(crew.run({ ...cell, learner: "nobody" }, {})).rejects.toThrow("no such learner");
});
