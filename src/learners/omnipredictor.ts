import { unit } from "../math/vectors.ts";
import { judge } from "../method/judge.ts";
import { omnipredict } from "../method/omnipredict.ts";
import { meanOfRows } from "../method/rowSums.ts";
import type { Trial } from "../method/trial.ts";
import { type Part, part, type Real } from "../part.ts";
import type { Learner } from "./learner.ts";

/**
 * Omniprediction (GollakotaGKS2023): a calibrated multiaccurate predictor p, which has O(W√λ √OPT) + ε for every monotone
 * Lipschitz link at once and asks of x no more than second moments λ.
 *
 * The predictor is no neuron. What stands here for comparison is the neuron next to it: the direction E[p(x) x̃] that p
 * shares with the features, under an isotonic curve. Multiaccuracy brings it within τ of the Chow vector of the labels, and
 * so it follows whoever turns that.
 */
export const omnipredictor: Part<Learner, { tolerance: Real; rounds: Real }> = part(
  {
    name: "omnipredictor",
    about: "Unknown link, the direction of a calibrated multiaccurate predictor.",
    reference: "GollakotaGKS2023",
    parameters: {
      tolerance: { symbol: "τ", initial: 0.005, range: [1e-6, 0.5], about: "multiaccuracy and calibration error" },
      rounds: { symbol: "T", initial: 2000, range: [1, 1e6], about: "number of corrections at most" },
    },
  },
  ({ tolerance, rounds }) => {
    const direction = async ({ train: pass, whitening, signal }: Trial) => {
      const frame = { pass, whitening };
      const { predictions, stop } = await omnipredict(frame, { tolerance, rounds, ...(signal && { signal }) });
      return { w: unit(await meanOfRows(predictions, frame)), phi: 0, stop };
    };
    return {
      name: "omnipredictor",
      link: "found",
      coarse: "what p shares with the features is within τ of the Chow vector, which bears all of the labels' variance",
      async learn(trial) {
        const candidate = await direction(trial);
        const [verdict] = await judge([candidate], [trial.whitening.line(candidate.w)], trial.bench, trial.knowledge);
        return { ...candidate, ...verdict, losses: [verdict.loss], stops: [candidate.stop] };
      },
      async again(_, trial) {
        const { stop: __, ...candidate } = await direction(trial);
        return candidate;
      },
    };
  },
);
