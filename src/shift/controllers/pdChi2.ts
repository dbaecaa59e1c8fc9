import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { extrapolate } from "../extrapolate.ts";
import { projectOntoSimplex } from "../simplex.ts";

/**
 * PD-χ², the primal–dual mixture of CaoLKD2026 as its authors' code has it: λ ← the projection of λ₋ + η (ℓ − r) start onto
 * the simplex, Euclid's; then as in PD-KL. Shares can become 0, but for the smoothing.
 */
export const pdChi2: Part<Controller, { step: Real; extrapolation: Real; smoothing: Real }> = part(
  {
    name: "pdChi2",
    about: "Primal–dual, projected steps in proportion to the starting shares, with dual extrapolation.",
    reference: "CaoLKD2026",
    parameters: {
      step: { symbol: "η", initial: 0.15, range: [0, 100], about: "step size" },
      extrapolation: { symbol: "f", initial: 1, range: [0, 10], about: "how far ahead of itself the dual is followed" },
      smoothing: { symbol: "c", initial: 1e-4, range: [0, 1], about: "share that all domains have alike" },
    },
  },
  ({ step, extrapolation, smoothing }) => ({
    name: "pdChi2",
    needs: "references",
    allowsAbsent: false,
    begin: (start) => ({ weights: start }),
    next({ dual, start }, { excess }) {
      const next = projectOntoSimplex(excess.map((over, i) => dual[i] + step * over * start[i]));
      return { weights: extrapolate(next, dual, extrapolation, smoothing), dual: next };
    },
  }),
);
