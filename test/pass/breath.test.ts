import { afterEach, expect, test, vi } from "vitest";
import { breathe } from "../../src/pass/breath.ts";
import { memoryPass } from "../../src/pass/memory.ts";
import { scalingOf } from "../../src/pass/scaling.ts";
import { designOf } from "../fixtures/rows.ts";

afterEach(() => vi.restoreAllMocks());

let now = performance.now();

/** A clock that is this many milliseconds further on whenever it is read; it is never put back. */
function clock(stride: number): void {
  vi.spyOn(performance, "now").mockImplementation(() => (now += stride));
}

/** Whether work lets a timer run before it ends. */
async function letsEventsIn(work: () => Promise<unknown>): Promise<boolean> {
  let seen = false;
  const timer = setTimeout(() => (seen = true), 0);
  await work();
  clearTimeout(timer);
  return seen;
}

test("events are let in once the thread has been held for long", async () => {
  clock(100);
  expect(await letsEventsIn(() => breathe())).toBe(true);
});

test("and not before", async () => {
  clock(0);
  expect(await letsEventsIn(() => breathe())).toBe(false);
});

test("an aborted signal ends the work with its reason", async () => {
  const reason = new Error("enough");
  await expect(breathe(AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("a sweep breathes", async () => {
  const design = designOf(
    new Float64Array(20).map((_, i) => i),
    new Float64Array(20),
    1,
  );
  const pass = memoryPass(design, scalingOf(design));
  clock(100);
  expect(await letsEventsIn(() => pass.sweep([{ kind: "moments" }]))).toBe(true);
});
