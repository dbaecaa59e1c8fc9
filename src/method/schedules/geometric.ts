import { type Part, part, type Real } from "../../part.ts";
import type { Schedule } from "../schedule.ts";

/**
 * φₜ = (1 − β)ᵗ sin(θ̄/2), steps of fixed length c·φₜ, until φ falls below its floor.
 *
 * The travel c·φ₀/β must exceed 2φ₀, so c/β ≥ 2.5: shorter schedules stall on the way. The floor should not be below
 * the statistical accuracy of the direction.
 */
export const geometric: Part<Schedule, { angle: Real; decay: Real; length: Real; floor: Real }> = part(
  {
    name: "geometric",
    about: "Angle guess, smoothing and step length shrink together.",
    reference: "ZarifisWDD2025",
    parameters: {
      angle: { symbol: "θ̄", initial: 1, range: [0, 3.15], about: "bound for the angle at the start, radians" },
      decay: { symbol: "β", initial: 0.1, range: [1e-4, 0.9], about: "share by which φ shrinks each step" },
      length: { symbol: "c", initial: 0.25, range: [1e-3, 2], about: "step length in units of φ" },
      floor: { symbol: "φ_min", initial: 0.02, range: [1e-4, 1], about: "φ at which to stop" },
    },
  },
  ({ angle, decay, length, floor }) => {
    const first = halfSine(angle);
    const phis: number[] = [];
    for (let phi = first; phi > floor; phi *= 1 - decay) phis.push(phi);
    return {
      name: "geometric",
      at(t) {
        const phi = phis[t];
        if (phi === undefined) return null;
        return { phi, step: (fieldNorm) => (length * phi) / fieldNorm };
      },
    };
  },
);

/** sin(θ/2) for 0 ≤ θ ≤ π by its series, the same bits in every engine. */
function halfSine(theta: number): number {
  const x = theta / 2;
  let term = x;
  let sum = x;
  for (let k = 1; k < 15; k++) {
    term *= (-x * x) / (2 * k * (2 * k + 1));
    sum += term;
  }
  return sum;
}
