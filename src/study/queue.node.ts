/** A crew of other machines: whoever works on the same Redis (`worker.node.ts`) may run a cell. */
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import { type Job, Queue } from "bullmq";
import { WorkError } from "../errors.ts";
import { type Cell, type StudyRecord, titleOf } from "./cell.ts";
import { fromExactJson } from "./exactJson.ts";
import { addressOf, connected } from "./redis.node.ts";
import type { Crew } from "./runStudy.ts";

/** What a worker is asked to do; it answers with the record as exact JSON. */
export interface Order {
  /** Of the program that asks: another one's records may have other bits. */
  readonly version: string;
  readonly cell: Cell;
}

export const QUEUE = { name: "cells", prefix: "plumbline" } as const;

/** Milliseconds between two looks at a cell. */
const PAUSE = 500;
/** Seconds for which the record of a cell is kept for somebody who was killed and asks again. */
const WEEK = 7 * 24 * 3600;

/**
 * It asks again and again what has become of a cell rather than wait to be told, and orders anew what is not there:
 * that way nothing hangs on a message that was lost, nor on a Redis that forgot everything when it was restarted.
 *
 * @param say told what somebody who waits wants to know
 * @throws WorkError where Redis cannot be reached
 */
export async function queueCrew(url: string, version: string, say: (line: string) => void): Promise<Crew> {
  const { redis, end } = await connected(url, say);
  const defaultJobOptions = { removeOnComplete: { age: WEEK }, removeOnFail: { age: WEEK } };
  const queue = new Queue<Order, string>(QUEUE.name, { connection: redis, prefix: QUEUE.prefix, defaultJobOptions });
  queue.on("error", () => {}); // every command fails with its own
  const ending = new AbortController();
  setMaxListeners(0, ending.signal); // one a cell
  const running = new Map<string, Promise<StudyRecord>>();
  const removals: Promise<unknown>[] = [];

  const found = async (jobId: string, order: Order): Promise<StudyRecord> => {
    const old = await queue.getJob(jobId);
    if (old?.failedReason) await old.remove(); // whoever asks again wants another try
    for (;;) {
      ending.signal.throwIfAborted();
      const job = (await queue.getJob(jobId)) ?? (await queue.add(titleOf(order.cell), order, { jobId }));
      if (job.finishedOn !== undefined) return taken(job);
      await setTimeout(PAUSE, undefined, { signal: ending.signal });
    }
  };

  const takeBack = async (jobId: string): Promise<void> => {
    const job = await queue.getJob(jobId);
    if ((await job?.getState()) === "waiting") await job?.remove();
  };

  const workers = await queue.getWorkersCount().catch(() => undefined); // not every Redis lets one ask
  if (workers === 0) say(`nobody works on ${addressOf(url)} yet; start: plumbline work ${addressOf(url)}`);
  return {
    size: Number.POSITIVE_INFINITY,
    run: (cell, { signal }) => {
      const order = { version, cell };
      const jobId = idOf(order);
      const record = found(jobId, order);
      running.set(jobId, record);
      return Promise.race([record.finally(() => running.delete(jobId)), abortionOf(signal)]);
    },
    forget: (cell) => {
      removals.push(queue.remove(idOf({ version, cell })).catch(() => {})); // it then goes after a week
    },
    close: async () => {
      const asked = [...running.keys()];
      const runs = [...running.values()];
      ending.abort();
      await end(async () => {
        await Promise.allSettled([...runs, ...removals]);
        await Promise.allSettled(asked.map(takeBack));
        await queue.close();
      });
    },
  };
}

/** The same cell of the same program has the same name, so that whoever asks for it first asks for all. */
const idOf = (order: Order): string => createHash("sha256").update(JSON.stringify(order)).digest("hex");

/** @throws WorkError what the cell failed with */
async function taken(job: Job<Order, string>): Promise<StudyRecord> {
  if (!job.failedReason) return fromExactJson(job.returnvalue);
  await job.remove();
  const isStalled = job.failedReason.startsWith("job stalled more"); // BullMQ's words
  const would = isStalled ? "worker after worker was lost while it ran, as where memory is short" : job.failedReason;
  throw new WorkError({ where: job.name, what: "failed on a worker", would });
}

/** Never resolves. */
function abortionOf(signal: AbortSignal | undefined): Promise<never> {
  if (signal) setMaxListeners(0, signal);
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason), { once: true }));
}
