/** Two optima trained apart, the ways between them, and what is found along those. */
import { type Curve, type CurveKind, pointAt, straight } from "../landscape/curve.ts";
import { joined } from "../landscape/fastEnsemble.ts";
import { lengthsOf, type ProfilePoint, timesOf } from "../landscape/profile.ts";
import type { Subject } from "../landscape/task.ts";
import { openWorkshop, type Workshop } from "../landscape/workshop.ts";
import type { Training } from "../network/train.ts";
import { threadsHere } from "../pass/kernel/threads.ts";

export interface JoinedOptions {
  readonly seed: number;
  readonly training: Training;
  readonly curveTraining: Training;
  /** The curves to train, beside the straight line. */
  readonly kinds: readonly CurveKind[];
  /** How the fast ensemble walks on from an end that is four fifths trained. */
  readonly ensemble: { readonly sweeps: number; readonly cycles: number; readonly high: number; readonly low: number };
}

export interface Joined {
  readonly seed: number;
  readonly ends: readonly [Float64Array, Float64Array];
  /** The first end after every sweep. */
  readonly path: readonly Float64Array[];
  readonly ways: readonly {
    readonly kind: CurveKind | "straight";
    readonly curve: Curve;
    readonly points: readonly ProfilePoint[];
  }[];
  /** Held-out errors. */
  readonly ensembles: {
    /** Of both ends and the middle of the first curve. */
    readonly three: number;
    /** Of points evenly along it. */
    readonly even: number;
    /** Of the members of a fast ensemble, and of the best among them alone. */
    readonly fast: number;
    readonly member: number;
  };
}

/** How many points of a curve vote in an ensemble of even ones. */
const VOTES = 11;

/** Trains and measures; both ends, and the points of a profile, side by side. */
export async function joinOptima(
  subject: Subject,
  { seed, training, curveTraining, kinds, ensemble }: JoinedOptions,
  {
    signal,
    progress,
  }: { readonly signal?: AbortSignal | undefined; readonly progress: (stage: string, share: number) => void },
): Promise<Joined> {
  const shop = await openWorkshop(subject, { threads: threadsHere(), signal });
  try {
    const tell = (stage: string, from: number, to: number) => (share: number) =>
      progress(stage, from + share * (to - from));
    const [path, [second]] = await Promise.all(
      [2 * seed - 1, 2 * seed].map((own) =>
        shop.perform({ kind: "train", training: { ...training, seed: own }, kept: true }, tell("two ends", 0, 0.3)),
      ),
    ).then(([one, two]) => [one, two.slice(-1)] as const);
    const ends = [path[path.length - 1], second] as const;
    const start = path[Math.ceil(0.8 * path.length) - 1];
    const fast = { ...training, sweeps: ensemble.sweeps, step: ensemble.high, seed: 2 * seed };
    const [members, ...curves] = await Promise.all([
      shop.perform({ kind: "ensemble", w: start, training: fast, cycles: ensemble.cycles, low: ensemble.low }),
      ...kinds.map((kind) =>
        shop.perform(
          { kind: "curve", curve: straight(kind, ends[0], ends[1], 1), training: { ...curveTraining, seed } },
          tell(`a curve (${kind})`, 0.3, 0.7),
        ),
      ),
    ]);
    const ways = [
      { kind: "straight" as const, curve: straight("chain", ends[0], ends[1], 0) },
      ...curves.map((curve) => ({ kind: curve.kind, curve })),
    ];
    const measured = [];
    for (const [k, { kind, curve }] of ways.entries()) {
      const along = tell("profiles", 0.7 + (0.3 * k) / ways.length, 0.7 + (0.3 * (k + 1)) / ways.length);
      measured.push({ kind, curve, points: await profileOf(shop, curve, along) });
    }
    const votes = timesOf(VOTES).map((t) => pointAt(curves[0], t));
    const shares = await probabilities(shop, votes);
    const fastShares = await probabilities(shop, members);
    const errorOf = (each: readonly Float64Array[]): number => joined(each, subject.heldOut).error;
    return {
      seed,
      ends,
      path,
      ways: measured,
      ensembles: {
        three: errorOf([0, (VOTES - 1) / 2, VOTES - 1].map((k) => shares[k])),
        even: errorOf(shares),
        fast: errorOf(fastShares),
        member: Math.min(...fastShares.map((each) => errorOf([each]))),
      },
    };
  } finally {
    shop.close();
  }
}

async function profileOf(shop: Workshop, curve: Curve, progress: (share: number) => void): Promise<ProfilePoint[]> {
  const times = timesOf();
  const lengths = lengthsOf(curve, times);
  let done = 0;
  return Promise.all(
    times.map(async (t, i) => {
      const [learned, heldOut] = await shop.perform({
        kind: "measure",
        w: pointAt(curve, t),
        on: ["learned", "heldOut"],
      });
      progress(++done / times.length);
      return { t, learned, heldOut, length: lengths[i] };
    }),
  );
}

const probabilities = (shop: Workshop, members: readonly Float64Array[]): Promise<Float64Array[]> =>
  Promise.all(members.map((w) => shop.perform({ kind: "probabilities", w })));
