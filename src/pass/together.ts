/** Concurrent iterates share sweeps: the data are read once for all of them, not once for each. */
import type { Answer, Pass, Request } from "./pass.ts";

interface Asked {
  readonly requests: readonly Request[];
  readonly resolve: (answers: unknown[]) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Runs all tasks at once, each over a pass of its own that it must not share. A sweep runs when every task still
 * alive has asked for one. Since an answer does not depend on what rides along, neither does a task's result.
 *
 * @returns the tasks' results in order; rejects with the first failure, once every task has ended.
 */
export async function together<T>(pass: Pass, tasks: readonly ((pass: Pass) => Promise<T>)[]): Promise<T[]> {
  let alive = tasks.length;
  let waiting: Asked[] = [];

  const sweepWhenAllHaveAsked = async (): Promise<void> => {
    if (waiting.length === 0 || waiting.length < alive) return;
    const asked = waiting;
    waiting = [];
    try {
      const answers: unknown[] = await pass.sweep(asked.flatMap(({ requests }) => requests));
      for (const { requests, resolve } of asked) resolve(answers.splice(0, requests.length));
    } catch (reason) {
      for (const { reject } of asked) reject(reason);
    }
  };

  const seat: Pass = {
    rows: pass.rows,
    features: pass.features,
    mass: pass.mass,
    labels: pass.labels,
    ...(pass.weights && { weights: pass.weights }),
    get meter() {
      return pass.meter;
    },
    sweep<const R extends readonly Request[]>(requests: R) {
      return new Promise<{ -readonly [K in keyof R]: Answer<R[K]> }>((resolve, reject) => {
        waiting.push({ requests, resolve: resolve as (answers: unknown[]) => void, reject });
        void sweepWhenAllHaveAsked();
      });
    },
  };

  const ended = await Promise.allSettled(
    tasks.map(async (task) => {
      try {
        return await task(seat);
      } finally {
        alive -= 1;
        void sweepWhenAllHaveAsked();
      }
    }),
  );
  return ended.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}
