/** The pass over rows in the memory of a WebAssembly kernel, in this thread. */
import type { Design } from "../data/design.ts";
import { rowsOf } from "../data/split.ts";
import { breathe } from "./breath.ts";
import type { Found } from "./kernel/decode.ts";
import type { Program } from "./kernel/encode.ts";
import { gather } from "./kernel/gather.ts";
import { ownMaps } from "./kernel/ownMaps.ts";
import { passes } from "./kernel/passes.ts";
import { retire, type Seat, takeSeat } from "./kernel/seat.ts";
import type { Request } from "./pass.ts";
import type { Scaling } from "./scaling.ts";
import type { PackOptions, Store } from "./store.ts";
import { CHUNK, TreeSum } from "./tree.ts";

/** A kernel's memory ends at 4 GiB; what sweeps need has room beside so much. */
export const MOST_BYTES: number = 3 * 2 ** 30;
/** Multiplications between two breaths: a few milliseconds of them. */
const SLICE = 2 ** 23;

/** Retires the kernels of stores that nobody closed. */
const forgotten = new FinalizationRegistry<readonly Segment[]>((segments) => {
  for (const { seat } of segments) retire(seat);
});

/** Rows that one host holds: whole chunks, but for the last. */
interface Segment {
  readonly seat: Seat;
  readonly from: number;
  readonly rows: number;
}

/** Packs a design for passes over it. @param scaling see `memoryStore` */
export function kernelStore(
  design: Design,
  scaling: Scaling,
  { order, signal, storage = "f64" }: PackOptions = {},
  mostBytes = MOST_BYTES,
): Store {
  const chosen = order === undefined ? design : rowsOf(design, order);
  const { n, d } = chosen;
  const single = storage === "f32";
  const rowBytes = (single ? 4 : 8) * d + 16;
  const room = Math.max(1, Math.floor(mostBytes / (rowBytes * CHUNK))) * CHUNK;
  // What the store and its passes hold in common: with the last of them the kernels are forgotten.
  const segments: Segment[] = [];
  for (let from = 0; from < Math.max(n, 1); from += room) {
    segments.push(pack(chosen, scaling, single, from, Math.min(room, n - from)));
  }
  const lease = { segments };
  forgotten.register(lease, segments, lease);
  let last: Promise<unknown> = Promise.resolve();
  /** A host does one sweep at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
  return {
    pass: passes(
      chosen,
      (program, requests, rows) => inTurn(() => runOver(lease.segments, program, requests, rows, d, signal)),
      single ? 4 : 8,
    ),
    close() {
      if (forgotten.unregister(lease)) for (const { seat } of segments) retire(seat);
    },
  };
}

async function runOver(
  segments: readonly Segment[],
  { numbers, working, kept, node }: Program,
  requests: readonly Request[],
  rows: number,
  d: number,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const tree = new TreeSum(node);
  const z = Array.from({ length: kept }, () => new Float64Array(rows));
  const own = ownMaps(requests);
  const slice = Math.max(1, Math.floor(SLICE / (CHUNK * d * Math.max(1, requests.length))));
  for (const { seat, from, rows: length } of segments) {
    if (from >= rows) break;
    const { host } = seat;
    seat.own = own;
    const count = Math.min(rows - from, length);
    const here = (values: Float64Array) => values.subarray(from, from + count);
    host.begin(numbers, count, { working: working.map(here), z: z.map(here) });
    do await breathe(signal);
    while (host.advance(slice));
    const nodes = host.nodes().slice();
    for (let at = 0; at < nodes.length; at += node) tree.add(nodes.subarray(at, at + node), nodes[at]);
  }
  await breathe(signal);
  return { total: tree.total(), z };
}

/** Packs rows `from … from + rows` into a host, chunk by chunk. */
function pack(design: Design, { center, scale }: Scaling, single: boolean, from: number, rows: number): Segment {
  const { d, x, y, weights } = design;
  const seat = takeSeat();
  seat.host.open({ rows, d, single, weighted: weights !== undefined, center, scale, firstChunk: from / CHUNK });
  const gathered = design.rows === undefined ? undefined : new Float64Array(Math.min(CHUNK, rows) * d);
  for (let row = from; row < from + rows; row += CHUNK) {
    const end = Math.min(row + CHUNK, from + rows);
    const raw = gathered === undefined ? x.subarray(row * d, end * d) : gather(design, row, end, gathered);
    seat.host.pack(row - from, raw, y.subarray(row, end), weights?.subarray(row, end));
  }
  return { seat, from, rows };
}
