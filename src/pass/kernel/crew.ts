/**
 * The sweeps of the kernel on several threads: workers that hold a part of the rows each, in a WebAssembly memory of
 * their own, and live as long as the crew. This thread tells them what to do and adds up what they found, in the fixed
 * tree of `tree.ts`: the bits of one thread.
 */
import { UsageError } from "../../errors.ts";
import type { Module } from "../../math/webAssembly.ts";
import { CHUNK, TreeSum } from "../tree.ts";
import type { Found } from "./decode.ts";
import type { Program } from "./encode.ts";
import { ABANDON, DONE, GO, OWN, PACK, SWEEP, TASK } from "./mailbox.js";
import { Member, type Reply } from "./member.ts";
import type { Own } from "./ownMaps.ts";
import { firstOf, type Span, sharesOf } from "./shares.ts";

export interface CrewOptions {
  readonly module: Module;
  /** How many workers; fewer where there are fewer chunks. */
  readonly threads: number;
  readonly rows: number;
  readonly d: number;
  /** Whether x is stored in single precision. */
  readonly single: boolean;
  /** Whether the rows have weights; otherwise they weigh 1. */
  readonly weighted: boolean;
  /** The d centers and scales to pack with. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** Aborting ends the crew, also within a sweep. */
  readonly signal?: AbortSignal | undefined;
}

/** Fills in x (count×d, row-major, in the data's units), y and, where there are weights, ω of the rows `from … from + count`. */
export type Fill = (from: number, count: number, x: Float64Array, y: Float64Array, omega: Float64Array) => void;

/** How many numbers go to a worker and back at a time: 2 MiB, so that rows on their way stay in the caches. */
const ROOM = 2 ** 18;
/** Rows are packed in multiples of so many, the largest block of the kernel. */
const GRAIN = 32;

export class Crew {
  readonly #members: readonly Member[];
  readonly #spans: readonly Span[];
  readonly #d: number;
  readonly #signal: AbortSignal | undefined;
  readonly #end: (reason: unknown) => void;
  /** The work at hand, and what waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  /** Starts the workers. @throws WorkError where they cannot be; one thread still can work then */
  static async open({ module, threads, rows, d, single, weighted, center, scale, signal }: CrewOptions): Promise<Crew> {
    const workers = Math.max(1, Math.min(threads, Math.ceil(rows / CHUNK)));
    const spans = sharesOf(rows, workers);
    const members: Member[] = [];
    // Everybody ends when one does. This must not hold the crew itself, or it would never be collected.
    const end = (reason: unknown) => {
      for (const member of members) member.end(reason);
    };
    try {
      const room = Math.max(ROOM, GRAIN * (d + 2));
      for (let worker = 0; worker < workers; worker++) {
        const held = spans.filter((span) => span.worker === worker).reduce((sum, { count }) => sum + count, 0);
        const layout = { rows: held, d, single, weighted, center, scale };
        members.push(new Member(room, { module, layout }, end));
      }
      const crew = new Crew(members, spans, d, end, signal);
      await crew.#alone(() => Promise.all(members.map((member) => member.replied())));
      return crew;
    } catch (error) {
      end(error);
      throw error;
    }
  }

  private constructor(
    members: readonly Member[],
    spans: readonly Span[],
    d: number,
    end: (reason: unknown) => void,
    signal: AbortSignal | undefined,
  ) {
    this.#members = members;
    this.#spans = spans;
    this.#d = d;
    this.#end = end;
    this.#signal = signal;
    forgotten.register(this, end, this);
  }

  /** Hands the rows out: `fill` is asked for a few at a time, and the workers pack them side by side. */
  pack(fill: Fill): Promise<void> {
    return this.#alone(async () => {
      await Promise.all(this.#members.map((member, worker) => this.#packOn(member, worker, fill)));
    });
  }

  /**
   * Sweeps over the first `rows` rows.
   *
   * @throws what `own` throws; the crew can go on then
   */
  sweep({ numbers, working, kept, node }: Program, rows: number, own: Own): Promise<Found> {
    return this.#alone(async () => {
      const spans = firstOf(this.#spans, rows);
      const guarded = guard(own);
      const found = await Promise.all(
        this.#members.map((member, worker) => {
          const mine = spans.filter((span) => span.worker === worker);
          return mine.length === 0 ? NOTHING : sweepOn(member, taskOf(mine, numbers, working), guarded);
        }),
      );
      if (guarded.failure !== undefined) throw guarded.failure.error;
      const tree = new TreeSum(node);
      const z = Array.from({ length: kept }, () => new Float64Array(rows));
      const next = found.map(() => 0);
      for (const { worker, from, count } of spans) {
        const take = (length: number) => found[worker].subarray(next[worker], (next[worker] += length));
        for (let chunks = Math.ceil(count / CHUNK); chunks > 0; ) {
          const sums = take(node);
          // A node begins with its level; adding will change it.
          const level = sums[0];
          tree.add(sums, level);
          chunks -= 1 << level;
        }
        for (const values of z) values.set(take(count), from);
      }
      // Out of the mailboxes.
      return { total: tree.total().slice(), z };
    });
  }

  /** Ends the workers. */
  close(): void {
    this.#end(
      new UsageError({ where: "pass", what: "its rows were given back already", would: "sweep before close()" }),
    );
    forgotten.unregister(this);
  }

  async #packOn(member: Member, worker: number, fill: Fill): Promise<void> {
    const { data } = member.mailbox;
    const d = this.#d;
    const most = Math.floor(data.length / (d + 2) / GRAIN) * GRAIN;
    for (const span of this.#spans) {
      if (span.worker !== worker) continue;
      for (let done = 0; done < span.count; done += most) {
        const count = Math.min(most, span.count - done);
        const [x, y, omega] = [data.subarray(0, count * d), data.subarray(count * d), data.subarray(count * (d + 1))];
        fill(span.from + done, count, x, y.subarray(0, count), omega.subarray(0, count));
        await member.ask(PACK, span.at + done, count);
      }
    }
  }

  /** Does one thing after another, keeps the process alive meanwhile, and hears the signal. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => {
      const stop = () => this.#end(this.#signal?.reason);
      this.#signal?.addEventListener("abort", stop);
      if (this.#signal?.aborted) stop();
      for (const member of this.#members) member.hold(true);
      try {
        return await work();
      } finally {
        this.#signal?.removeEventListener("abort", stop);
        for (const member of this.#members) member.hold(false);
      }
    });
    this.#last = done.catch(() => {});
    return done;
  }
}

const NOTHING = new Float64Array(0);

/** Ends the workers of a crew that nobody can reach any more. */
const forgotten = new FinalizationRegistry((end: (reason: unknown) => void) => end(undefined));

/** The task of a sweep, as worker.js reads it. */
function taskOf(
  spans: readonly Span[],
  program: Float64Array,
  working: readonly Float64Array[],
): readonly Float64Array[] {
  const places = spans.flatMap(({ from, at, count }) => [at, at + count, from / CHUNK]);
  return [
    Float64Array.of(spans.length, program.length, working.length, ...places),
    program,
    ...spans.flatMap(({ from, count }) => working.map((values) => values.subarray(from, from + count))),
  ];
}

/** A worker's answer. It stands in its mailbox where it has room, until the worker is asked again. */
async function sweepOn(member: Member, task: readonly Float64Array[], own: Guarded): Promise<Float64Array> {
  const { data, tile } = member.mailbox;
  const pieces: Float64Array[] = [];
  for (let reply = await assign(member, task); ; ) {
    const { what, first, second } = reply;
    if (what === DONE)
      return pieces.length === 0 ? data.subarray(0, first) : joined([...pieces, data.subarray(0, first)]);
    if (what === OWN) {
      const [z, m, h] = [0, 1, 2].map((k) => tile.subarray(k * second, (k + 1) * second));
      reply = await member.ask(own.map(first, z, m, h) ? GO : ABANDON);
    } else {
      pieces.push(data.slice(0, first));
      reply = await member.ask(GO);
    }
  }
}

function joined(pieces: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Gives a task over, as much at a time as the mailbox has room for. */
async function assign(member: Member, task: readonly Float64Array[]): Promise<Reply> {
  const { data } = member.mailbox;
  const whole = lengthOf(task);
  let used = 0;
  for (const part of task) {
    for (let at = 0; at < part.length; ) {
      if (used === data.length) {
        await member.ask(TASK, used, whole);
        used = 0;
      }
      const piece = part.subarray(at, at + data.length - used);
      data.set(piece, used);
      used += piece.length;
      at += piece.length;
    }
  }
  return member.ask(SWEEP, used, whole);
}

const lengthOf = (parts: readonly Float64Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** A user's own functions, until one throws. */
interface Guarded {
  failure: { readonly error: unknown } | undefined;
  map(...tile: Parameters<Own>): boolean;
}

function guard(own: Own): Guarded {
  return {
    failure: undefined,
    map(...tile) {
      try {
        if (this.failure === undefined) own(...tile);
      } catch (error) {
        this.failure = { error };
      }
      return this.failure === undefined;
    },
  };
}
