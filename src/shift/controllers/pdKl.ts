import { ln } from "../../math/elementary.ts";
import { type Part, part, type Real } from "../../part.ts";
import type { Controller } from "../controller.ts";
import { softmax } from "../divergences/kl.ts";
import { extrapolate } from "../extrapolate.ts";

/** What the authors' code adds to a weight before its logarithm is taken. */
const FLOOR = 1e-6;

/**
 * PD-KL, the primal–dual mixture of CaoLKD2026 as its authors' code has it: a step in the Kullback–Leibler distance,
 *
 *     λ ← (λ₋ exp(η(ℓ − r)))/Σ,    sampling = (1 − c)(λ + f(λ − λ₋)) + c/K,
 *
 * with excess of either sign, an extrapolated dual, and neither extrapolation nor smoothing fed back. There is no penalty ν
 * in it by default; with one, λ is drawn toward 1/K.
 */
export const pdKl: Part<Controller, { step: Real; extrapolation: Real; smoothing: Real; penalty: Real }> = part(
  {
    name: "pdKl",
    about: "Primal–dual, Kullback–Leibler steps, with dual extrapolation.",
    reference: "CaoLKD2026",
    parameters: {
      step: { symbol: "η", initial: 1, range: [0, 100], about: "step size" },
      extrapolation: { symbol: "f", initial: 1, range: [0, 10], about: "how far ahead of itself the dual is followed" },
      smoothing: { symbol: "c", initial: 1e-4, range: [0, 1], about: "share that all domains have alike" },
      penalty: { symbol: "ν", initial: 0, range: [0, 1e6], about: "on the distance to equal shares" },
    },
  },
  ({ step, extrapolation, smoothing, penalty }) => ({
    name: "pdKl",
    needs: "references",
    allowsAbsent: false,
    begin: (start) => ({ weights: start }),
    next({ dual }, { excess }) {
      const pull = 1 + step * penalty;
      const next = softmax(excess.map((over, i) => (ln(dual[i] + FLOOR) + step * over) / pull));
      return { weights: extrapolate(next, dual, extrapolation, smoothing), dual: next };
    },
  }),
);
