/**
 * Elementary functions with the same bits in every engine (DESIGN: "same seed, same bits").
 *
 * `Math.exp`, `Math.log`, … differ between JavaScript engines; @stdlib's are written in + − × ÷ √ alone.
 * `Math.sqrt`, `abs`, `floor`, `min`, `max` are exact by the language standard and used as they are.
 */
import stdExpm1 from "@stdlib/math-base-special-expm1";
import stdLn from "@stdlib/math-base-special-ln";
import stdLog1p from "@stdlib/math-base-special-log1p";
import stdTanh from "@stdlib/math-base-special-tanh";

export { exp } from "./exp.ts";

/** eˣ − 1, exact near 0 */
export const expm1: (x: number) => number = stdExpm1;
/** ln x */
export const ln: (x: number) => number = stdLn;
/** ln(1 + x), exact near 0 */
export const log1p: (x: number) => number = stdLog1p;
/** hyperbolic tangent */
export const tanh: (x: number) => number = stdTanh;
