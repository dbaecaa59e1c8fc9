/**
 * Laws of the noise about the curve: their density and, for reweighted least squares, how much a residual counts,
 * ω(r) = −s² (ln density)′(r)/r. Both are functions of q = (r/s)², s the law's scale.
 */
import { exp } from "../math/elementary.ts";

export interface NoiseLaw {
  readonly name: "normal" | "studentT2";
  /** The density at r, times s. */
  density(q: number): number;
  weight(q: number): number;
}

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

export const normalLaw: NoiseLaw = {
  name: "normal",
  density: (q) => exp(-0.5 * q) / ROOT_TWO_PI,
  weight: () => 1,
};

/** Student's t of two degrees of freedom: (1 + q/2)^{−3/2}/√8, with tails that have no variance. */
export const studentT2: NoiseLaw = {
  name: "studentT2",
  density(q) {
    const tail = 1 + 0.5 * q;
    return 1 / (Math.sqrt(8) * tail * Math.sqrt(tail));
  },
  weight: (q) => 3 / (2 + q),
};

export const noiseLaws: Readonly<Record<NoiseLaw["name"], NoiseLaw>> = { normal: normalLaw, studentT2 };
