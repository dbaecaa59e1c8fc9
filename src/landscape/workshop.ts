/** Tasks on a subject, several at a time: in workers where there can be some, in this thread otherwise. Same bits. */
import { WorkError } from "../errors.ts";
import { threadsHere } from "../pass/kernel/threads.ts";
import { type Outcome, type Subject, type Task, type TaskOptions, Worker } from "./task.ts";
import { startThread } from "./threads.ts";

export interface Workshop {
  /** How many tasks are done at a time. */
  readonly threads: number;
  /** Does a task when somebody is free. @throws what the task throws; the signal's reason */
  perform<T extends Task>(task: T, between?: (share: number) => void): Promise<Outcome<T>>;
  close(): void;
}

/** One who does a task at a time. */
interface Hand {
  perform(task: Task, options: TaskOptions): Promise<Outcome<Task>>;
  end(): void;
}

/**
 * Opens a workshop. Aborting the signal ends it.
 *
 * @throws UsageError where the network does not fit the rows
 */
export async function openWorkshop(
  subject: Subject,
  { threads = 1, signal }: { readonly threads?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<Workshop> {
  const here = new Worker(subject);
  const wanted = Math.min(threads, threadsHere());
  const hands: Hand[] = wanted > 1 ? await workers(subject, wanted).catch(() => []) : [];
  if (hands.length === 0) hands.push({ perform: (task, options) => here.perform(task, options), end: () => {} });
  const free = [...hands];
  const waiting: ((hand: Hand) => void)[] = [];
  const close = (): void => {
    for (const hand of hands) hand.end();
  };
  signal?.addEventListener("abort", close, { once: true });

  return {
    threads: hands.length,
    close: () => {
      signal?.removeEventListener("abort", close);
      close();
    },
    async perform<T extends Task>(task: T, between?: (share: number) => void) {
      const hand = free.pop() ?? (await new Promise<Hand>((resolve) => waiting.push(resolve)));
      try {
        signal?.throwIfAborted();
        return (await hand.perform(task, { signal, between })) as Outcome<T>;
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(hand);
        else next(hand);
      }
    },
  };
}

/** What a worker says. */
export type Message =
  | { readonly ready: true }
  | { readonly share: number }
  | { readonly outcome: Outcome<Task> }
  | { readonly failure: string };

async function workers(subject: Subject, count: number): Promise<Hand[]> {
  const hands = Array.from({ length: count }, () => hired(subject));
  try {
    return await Promise.all(hands.map(({ ready, hand }) => ready.then(() => hand)));
  } catch (error) {
    for (const { hand } of hands) hand.end();
    throw error;
  }
}

function hired(subject: Subject): { readonly ready: Promise<unknown>; readonly hand: Hand } {
  let between: TaskOptions["between"];
  let settle: { resolve(outcome: unknown): void; reject(reason: unknown): void } = { resolve() {}, reject() {} };
  const promised = () =>
    new Promise<unknown>((resolve, reject) => {
      settle = { resolve, reject };
    });
  const thread = startThread({
    message: (message: Message) => {
      if ("share" in message) between?.(message.share);
      else if ("failure" in message) settle.reject(new WorkError({ where: "worker", what: message.failure }));
      else settle.resolve("outcome" in message ? message.outcome : undefined);
    },
    ended: (why) => settle.reject(new WorkError({ where: "worker", what: `was lost (${why})`, would: "run again" })),
  });
  const ready = promised();
  thread.post(subject);
  return {
    ready,
    hand: {
      perform: (task, options) => {
        between = options.between;
        const outcome = promised();
        thread.post(task);
        return outcome as Promise<Outcome<Task>>;
      },
      end: () => {
        thread.end();
        settle.reject(new WorkError({ where: "worker", what: "was ended" }));
      },
    },
  };
}
