/** The step η as a function of the share of all steps that is done, from 0 to 1. */
export type StepSchedule = (share: number) => number;

/** η for the first half, then falling in a straight line to η/100 at nine tenths, then that (GaripovIPVW2018). */
export function halfThenLinear(step: number): StepSchedule {
  const least = 0.01;
  return (share) => {
    if (share <= 0.5) return step;
    return share >= 0.9 ? least * step : step * (1 - ((share - 0.5) / 0.4) * (1 - least));
  };
}

/**
 * Cycles of c sweeps, in each a straight line from `high` down to `low` in the middle and back: where it is lowest an
 * ensemble takes a member (GaripovIPVW2018).
 */
export function triangles(high: number, low: number, cycles: number): StepSchedule {
  return (share) => {
    const t = (share * cycles) % 1;
    return t <= 0.5 ? (1 - 2 * t) * high + 2 * t * low : (2 - 2 * t) * low + (2 * t - 1) * high;
  };
}
