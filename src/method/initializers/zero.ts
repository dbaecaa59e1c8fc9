import { type Part, part } from "../../part.ts";
import type { Initializer } from "../initializer.ts";

/** w̃ = 0, where GLMtron and Isotron begin. */
export const zero: Part<Initializer> = part(
  { name: "zero", about: "The origin.", reference: "KakadeKSK2011", parameters: {} },
  () => ({ name: "zero", starts: async ({ whitening }) => [new Float64Array(whitening.size)] }),
);
