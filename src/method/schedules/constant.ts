import { type Part, part, type Real } from "../../part.ts";
import type { Schedule } from "../schedule.ts";

/** Steps of one size η, T of them, none longer than ℓ. Wherever a schedule is wanted, a bare number means this. */
export const constant: Part<Schedule, { size: Real; steps: Real; longest: Real }> = part(
  {
    name: "constant",
    about: "Steps of one size.",
    reference: "KakadeKSK2011",
    parameters: {
      size: { symbol: "η", initial: 1, range: [0, 1e6], about: "step size" },
      steps: { symbol: "T", initial: 100, range: [1, 1e6], about: "number of steps" },
      longest: { symbol: "ℓ", initial: Infinity, range: [0, Infinity], about: "length no step exceeds" },
    },
  },
  ({ size, steps, longest }) => ({
    name: "constant",
    at: (t) => (t < steps ? { phi: 0, step: (fieldNorm) => Math.min(size, longest / fieldNorm) } : null),
  }),
);

/** A schedule as it is, or a bare number as a constant step size. */
export function scheduleOf(schedule: Schedule | number): Schedule {
  return typeof schedule === "number" ? constant({ size: schedule }) : schedule;
}
