/** One worker of a crew, as the main thread sees it: it is asked one thing at a time, and its answer is awaited. */
import { WorkError } from "../../errors.ts";
import { FIRST, type Mailbox, mailboxIn, mailboxMemory, SECOND, TURN, WHAT, WORKERS } from "./mailbox.js";
import { startThread, type Thread } from "./threads.ts";

/** Atomics.waitAsync is not in the standard library that we compile with, nor in every browser. */
type WaitAsync = (words: Int32Array, index: number, value: number) => { readonly value: Promise<unknown> | string };
const { waitAsync } = Atomics as { waitAsync?: WaitAsync };

export interface Reply {
  readonly what: number;
  readonly first: number;
  readonly second: number;
}

export class Member {
  readonly mailbox: Mailbox;
  readonly #thread: Thread;
  /** Why it works no more. */
  #over: { readonly reason: unknown } | undefined;
  #ring: () => void = () => {};

  /**
   * Starts it. `replied()` tells when it is ready.
   *
   * @param room how many numbers go through the mailbox at a time
   * @param beginning what the worker is to know from the start
   * @param lost is told when the thread ended without having been asked to
   */
  constructor(room: number, beginning: object, lost: (error: WorkError) => void) {
    const memory = mailboxMemory(room);
    this.mailbox = mailboxIn(memory);
    Atomics.store(this.mailbox.words, TURN, WORKERS);
    this.#thread = startThread({
      message: () => this.#ring(),
      ended: (why) => {
        if (this.#over === undefined) lost(lossOf(why));
      },
    });
    this.#thread.post({ ...beginning, memory, rings: waitAsync === undefined });
  }

  /** Gives it the turn. @throws why it ended, if it has or does so before it answers */
  ask(what: number, first = 0, second = 0): Promise<Reply> {
    const { words } = this.mailbox;
    words[WHAT] = what;
    words[FIRST] = first;
    words[SECOND] = second;
    Atomics.store(words, TURN, WORKERS);
    Atomics.notify(words, TURN);
    return this.replied();
  }

  async replied(): Promise<Reply> {
    const { words } = this.mailbox;
    while (this.#over === undefined && Atomics.load(words, TURN) === WORKERS) {
      await (waitAsync?.(words, TURN, WORKERS).value ?? new Promise<void>((resolve) => (this.#ring = resolve)));
    }
    if (this.#over !== undefined) throw this.#over.reason;
    return { what: words[WHAT], first: words[FIRST], second: words[SECOND] };
  }

  /** Whether the process stays alive for it. */
  hold(whether: boolean): void {
    this.#thread.hold(whether);
  }

  /** Ends it: whoever waits for it, or asks it from now on, is given the reason. */
  end(reason: unknown): void {
    if (this.#over !== undefined) return;
    this.#over = { reason };
    this.#thread.end();
    Atomics.notify(this.mailbox.words, TURN);
    this.#ring();
  }
}

function lossOf(why: string): WorkError {
  return new WorkError({
    where: "threads",
    what: `a worker was lost (${why})`,
    would: "run again, with threads 1 if it comes back",
  });
}
