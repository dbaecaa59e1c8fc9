/** Sweeps on several threads: the bits of one, whatever becomes of the workers. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WorkError } from "../../src/errors.ts";
import { firstOf, sharesOf } from "../../src/pass/kernel/shares.ts";
import { kernelStore } from "../../src/pass/kernel.ts";
import { openStore } from "../../src/pass/openStore.ts";
import type { FieldRequest, Request } from "../../src/pass/pass.ts";
import { workerStore } from "../../src/pass/workers.ts";
import { ownLink } from "../../src/problem/links/own.ts";
import { asTheyAre, bitsOf, designOf, normals } from "../fixtures/rows.ts";

const threads = process.getBuiltinModule("node:worker_threads");

/** The workers that were started in a test, and what the next ones are to be started as. */
let started: Worker[] = [];
let instead: ((k: number) => { url: URL; options: object } | undefined) | undefined;

beforeEach(() => {
  started = [];
  instead = undefined;
  const Observed = class extends threads.Worker {
    constructor(url: URL, options: object) {
      const other = instead?.(started.length);
      super(other?.url ?? url, { ...options, ...other?.options });
      started.push(this);
    }
  };
  const real = process.getBuiltinModule;
  vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: string) =>
    name === "node:worker_threads" ? { ...threads, Worker: Observed } : real(name)) as typeof real);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(started.map((worker) => worker.terminate()));
});

/** Waits until every worker has ended; the test's own time is the limit. */
async function allEnd(): Promise<void> {
  await Promise.all(started.map((worker) => worker.threadId < 0 || once(worker, "exit")));
}

const ROWS = 10 * 4096 + 77;
const D = 5;
const design = designOf(normals(1, ROWS * D), normals(2, ROWS), D, normals(3, ROWS).map(Math.abs));
const scaling = asTheyAre(D);
const w = normals(4, D);
const edges = normals(5, 40).sort();

const own = (value: (z: number) => number = (z) => z * Math.abs(z)): FieldRequest => ({
  kind: "field",
  w,
  offset: 0.3,
  curve: { link: { own: ownLink({ name: "own", value }) }, scale: 1, shift: 0, smoothing: 1, form: "slope" },
});
const all: Request[] = [
  { kind: "field", w, offset: 0.1, curve: { degree: 2, coefficient: 1.5 } },
  own(),
  { kind: "profile", w, offset: 0, edges, columns: true },
  { kind: "moments" },
  { kind: "index", w, offset: 0.1 },
  { kind: "index", w: w.map((value) => -value), offset: 0 },
  { kind: "moments", diagonal: true, weighing: { w, offset: 0, curve: { degree: 2, coefficient: 1 } } },
];
/** Requests with labels and weights of their own. */
const brought = (rows = ROWS): Request[] => [
  { ...own(), working: { y: normals(10, rows) } },
  {
    kind: "profile",
    w,
    offset: 0,
    edges,
    columns: true,
    working: { y: normals(11, rows), weights: normals(12, rows) },
  },
  { kind: "moments", working: { weights: normals(13, rows) } },
];
/** A fingerprint of the bits of an answer. */
const printOf = (answer: unknown): string => createHash("sha256").update(bitsOf(answer)).digest("base64");
const printsHere = async (requests: readonly Request[], rows = ROWS): Promise<string[]> =>
  (await kernelStore(design, scaling).pass(rows).sweep(requests)).map(printOf);

describe("shares", () => {
  const sizes = fc.record({ rows: fc.integer({ min: 1, max: 5e6 }), workers: fc.integer({ min: 1, max: 8 }) });

  test("deal out every row once, in order, each worker's one after another", () => {
    fc.assert(
      fc.property(sizes, ({ rows, workers }) => {
        const held = new Map<number, number>();
        let next = 0;
        for (const { worker, from, at, count } of sharesOf(rows, workers)) {
          expect([from, at, from % 4096]).toEqual([next, held.get(worker) ?? 0, 0]);
          next += count;
          held.set(worker, at + count);
        }
        expect(next).toBe(rows);
      }),
      { seed: 1 },
    );
  });

  test("are even, for all rows and for the first of them", () => {
    const most = (rows: number, first: number, workers: number) => {
      const held = Array.from({ length: workers }, () => 0);
      for (const { worker, count } of firstOf(sharesOf(rows, workers), first)) held[worker] += count;
      return Math.max(...held) / (first / workers);
    };
    for (const workers of [2, 4]) {
      for (const rows of [1_000_000, 3_141_592, 10_000_000]) expect(most(rows, rows, workers)).toBeLessThan(1.04);
      for (let first = 2 ** 17; first < 1e6; first *= 2) expect(most(1e6, first, workers)).toBe(1);
      // At worst half of the last doubling is one worker's.
      for (let first = 2 ** 17; first < 1e6; first += 4096) expect(most(1e6, first, 2)).toBeLessThan(1.34);
    }
  });
});

describe("bits", () => {
  test.each([1, 2, 3, 4])("%i workers, all rows and the first, requests of all kinds", async (count) => {
    const store = await workerStore(design, scaling, { threads: count });
    for (const rows of [ROWS, 9 * 4096, 8 * 4096 + 1, 5000, 1]) {
      const mixed = [...all, ...brought(rows)];
      expect((await store.pass(rows).sweep(mixed)).map(printOf)).toEqual(await printsHere(mixed, rows));
    }
    expect(started.length).toBe(count);
    store.close();
    await allEnd();
  });

  test.each(["f64", "f32"] as const)(
    "rows in another order, unweighted, centered and scaled, as %s",
    async (storage) => {
      const plain = designOf(design.x, design.y, D);
      const order = Int32Array.from({ length: 30_000 }, (_, i) => (i * 7919) % ROWS);
      const moved = { center: normals(6, D), scale: normals(7, D).map((value) => 1 + Math.abs(value)) };
      const there = await workerStore(plain, moved, { order, storage, threads: 2 });
      const here = kernelStore(plain, moved, { order, storage }).pass();
      const pass = there.pass();
      const mixed = [...all, ...brought(30_000)];
      expect((await pass.sweep(mixed)).map(printOf)).toEqual((await here.sweep(mixed)).map(printOf));
      expect([pass.mass, pass.meter]).toEqual([here.mass, here.meter]);
    },
  );

  test("sums and tasks that are larger than a mailbox", async () => {
    const d = 600;
    const wide = designOf(normals(8, 5000 * d), normals(9, 5000), d);
    const many: Request[] = [
      { kind: "moments" },
      ...Array.from({ length: 500 }, (_, k): Request => {
        const working = k % 5 === 0 ? { y: normals(k, 5000) } : {};
        return { kind: "field", w: normals(k, d), offset: 0, curve: { degree: 2, coefficient: 1 }, working };
      }),
    ];
    const store = await workerStore(wide, asTheyAre(d), { threads: 2 });
    const here = await kernelStore(wide, asTheyAre(d)).pass().sweep(many);
    expect((await store.pass().sweep(many)).map(printOf)).toEqual(here.map(printOf));
  });

  test("sweeps asked for at once are answered one after another", async () => {
    const store = await workerStore(design, scaling, { threads: 2 });
    const passes = [store.pass(), store.pass(9000), store.pass()];
    const answers = await Promise.all(passes.map((pass) => pass.sweep(all)));
    const expected = await Promise.all([ROWS, 9000, ROWS].map((rows) => printsHere(all, rows)));
    expect(answers.map((answer) => answer.map(printOf))).toEqual(expected);
  });

  test("without waitAsync, workers wake this thread by a message", async () => {
    const { waitAsync } = Atomics as { waitAsync?: unknown };
    vi.resetModules();
    Object.assign(Atomics, { waitAsync: undefined });
    try {
      const { workerStore: opened } = await import("../../src/pass/workers.ts");
      const store = await opened(design, scaling, { threads: 2 });
      expect((await store.pass().sweep(all)).map(printOf)).toEqual(await printsHere(all));
      store.close();
    } finally {
      Object.assign(Atomics, { waitAsync });
    }
  });
});

describe("one thread", () => {
  test("where memory cannot be shared", async () => {
    vi.stubGlobal("crossOriginIsolated", false);
    const store = await openStore(design, scaling, { threads: 4 });
    expect((await store.pass().sweep(all)).map(printOf)).toEqual(await printsHere(all));
    expect(started).toEqual([]);
    vi.unstubAllGlobals();
  });

  test("where workers do not start", async () => {
    instead = () => ({ url: new URL("./nowhere.js", import.meta.url), options: {} });
    const store = await workerStore(design, scaling, { threads: 2 });
    expect((await store.pass().sweep(all)).map(printOf)).toEqual(await printsHere(all));
    await allEnd();
  });
});

describe("a user's function that throws", () => {
  test("ends the sweep with its error, and the next one is answered", async () => {
    const error = new Error("not today");
    let calls = 0;
    const request = own((z) => {
      // In the midst of a sweep of two calls a row, where ownLink has looked at the function before.
      if (++calls > 40_000) throw error;
      return z;
    });
    const store = await workerStore(design, scaling, { threads: 2 });
    await expect(store.pass().sweep([all[2], request, all[3]])).rejects.toBe(error);
    expect((await store.pass().sweep(all)).map(printOf)).toEqual(await printsHere(all));
  });
});

describe("a worker that is lost", () => {
  const lost = (before: string, how: string) => {
    instead = (k) =>
      k === 1
        ? {
            url: new URL("./lost.js", import.meta.url),
            options: { workerData: { before, how }, resourceLimits: { maxOldGenerationSizeMb: 32 } },
          }
        : undefined;
  };
  const ways = ["exit", "error", "trap", "memory"];

  test.each(ways)("while it starts (%s) leaves the work to this thread", async (how) => {
    lost("layOut", how);
    const store = await workerStore(design, scaling, { threads: 2 });
    expect((await store.pass().sweep(all)).map(printOf)).toEqual(await printsHere(all));
    await allEnd();
  });

  test.each(ways)("while it packs (%s) is told", async (how) => {
    lost("packRows", how);
    const opened = workerStore(design, scaling, { threads: 3 });
    await expect(opened).rejects.toThrow(WorkError);
    await expect(opened).rejects.toThrow(/^threads: a worker was lost \(.+\); run again/);
    await allEnd();
  });

  test.each(ways)("while it sweeps (%s) ends this sweep and all others", async (how) => {
    lost("sweep", how);
    const store = await workerStore(design, scaling, { threads: 3 });
    const [one, two] = [store.pass().sweep(all), store.pass().sweep(all)];
    await expect(one).rejects.toThrow(WorkError);
    await expect(two).rejects.toThrow(WorkError);
    await expect(store.pass().sweep(all)).rejects.toThrow("a worker was lost");
    await allEnd();
  });

  test("terminated while a user's function is asked", async () => {
    const store = await workerStore(design, scaling, { threads: 2 });
    let calls = 0;
    const request = own((z) => {
      if (++calls === 1000) void started[1].terminate();
      return z;
    });
    await expect(store.pass().sweep([request])).rejects.toThrow(WorkError);
    await allEnd();
  });

  test("terminated between two sweeps", async () => {
    const store = await workerStore(design, scaling, { threads: 2 });
    await store.pass().sweep(all);
    await started[0].terminate();
    await expect(store.pass().sweep(all)).rejects.toThrow(WorkError);
    await allEnd();
  });
});

describe("an end that is asked for", () => {
  test("by the signal, within a sweep", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const store = await workerStore(design, scaling, { threads: 2, signal: controller.signal });
    // Asks this thread again and again, so that the signal comes in the midst of it.
    let calls = 0;
    const request = own((z) => {
      if (++calls === 1000) setTimeout(() => controller.abort(reason), 0);
      return z;
    });
    await expect(store.pass().sweep([request])).rejects.toBe(reason);
    await expect(store.pass().sweep(all)).rejects.toBe(reason);
    await allEnd();
  });

  test("by the signal, before the rows are packed", async () => {
    const controller = new AbortController();
    const opened = workerStore(design, scaling, { threads: 2, signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(opened).rejects.toThrow("enough");
    await allEnd();
  });

  test("by close(); sweeps afterwards are refused", async () => {
    const store = await workerStore(design, scaling, { threads: 2 });
    store.close();
    await expect(store.pass().sweep(all)).rejects.toThrow("its rows were given back already");
    await allEnd();
  });
});
