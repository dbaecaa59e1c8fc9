/** A machine that runs the cells others ask for (`queue.node.ts`), in the threads of a pool. */
import { hostname } from "node:os";
import { WaitingError, Worker } from "bullmq";
import { UsageError } from "../errors.ts";
import { exactJson, fromExactJson } from "./exactJson.ts";
import { pool } from "./pool.node.ts";
import { type Order, QUEUE } from "./queue.node.ts";
import { addressOf, connected, RETRY, settled } from "./redis.node.ts";

export interface WorkOptions {
  /** Cells at once. */
  readonly jobs: number;
  /** Of this program. */
  readonly version: string;
  /** Ends the work: what is running is given back. */
  readonly signal: AbortSignal;
  /** Told of each cell whose record is in Redis. */
  readonly done: (title: string, seconds: number) => void;
  /** Told of everything else. */
  readonly say: (line: string) => void;
  /** Milliseconds after which a worker that is silent has lost its cells; this thread says in time that it is there. */
  readonly lease?: number;
}

/** A cell that has taken so many workers with it is not given to another. */
const MOST_LOST = 10;

/** Resolves when the signal is aborted. @throws WorkError where Redis cannot be reached */
export async function work(url: string, options: WorkOptions): Promise<void> {
  const { jobs, version, signal, done, say, lease = 30_000 } = options;
  const { redis, end } = await connected(url, say);
  const crew = pool(jobs);
  const worker = new Worker<Order, string>(
    QUEUE.name,
    async (job, token, lost) => {
      const { cell } = job.data;
      if (job.data.version !== version) throw otherVersion(job.data.version, version);
      try {
        return exactJson(await crew.run(cell, { signal: AbortSignal.any([signal, lost as AbortSignal]) }));
      } catch (error) {
        if (!signal.aborted) throw error;
        await job.moveToWait(token);
        throw new WaitingError();
      }
    },
    {
      connection: redis,
      prefix: QUEUE.prefix,
      concurrency: jobs,
      lockDuration: lease,
      stalledInterval: lease / 2,
      maxStalledCount: MOST_LOST - 1,
      runRetryDelay: RETRY,
    },
  );
  worker.on("lockRenewalFailed", (jobIds) => {
    for (const id of jobIds) worker.cancelJob(id); // another worker has it
  });
  worker.on("completed", (job, record) => done(job.name, fromExactJson(record).seconds));
  worker.on("failed", (job, error) => say(`${job?.name}: ${error.message}`));
  worker.on("error", (error) => {
    if (!("syscall" in error)) say(error.message); // of a connection that is lost `connected` tells
  });
  say(`waiting for cells at ${addressOf(url)}, ${jobs} at a time; Ctrl-C ends it`);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  await end(async () => {
    const blocking = await worker.getBackend().blockingClient?.catch(() => undefined); // it never was there
    if (blocking) await settled(blocking);
    await worker.close();
  });
  await crew.close();
}

const otherVersion = (asked: string, own: string): UsageError =>
  new UsageError({
    where: `the worker on ${hostname()}`,
    what: `is another version than the study, ${asked}`,
    got: own,
    would: `install ${asked} there, or ${own} here`,
  });
