/**
 * From m and h of a tile's rows to r = ω (m − y) h and its sums: Σr, the loss Σω(m − y)² and the mass Σω, two lanes
 * each. Labels may be replaced by 1{sign·y > above}, or ≥.
 */
import { F64, omega, y } from "./layout";

/** Labels as they are; 1{sign·y > above}; 1{sign·y ≥ above}. */
export const PLAIN: i32 = 0;
export const ABOVE: i32 = 1;

/**
 * @param h is overwritten by r, up to the end of the last block: 0 beyond the last row
 * @param sums lanes of Σr, of the loss and of the mass
 */
export function residuals(
  row: i32,
  length: i32,
  padded: i32,
  m: usize,
  h: usize,
  labels: i32,
  sign: f64,
  above: f64,
  sums: usize,
): void {
  let residual = v128.load(sums);
  let loss = v128.load(sums, 16);
  let mass = v128.load(sums, 32);
  const one = f64x2.splat(1);
  const signs = f64x2.splat(sign);
  const bound = f64x2.splat(above);
  for (let i = 0; i < length; i += 2) {
    const at = (<usize>(row + i)) << F64;
    const to = (<usize>i) << F64;
    let label = v128.load(y + at);
    if (labels != PLAIN) {
      const signed = f64x2.mul(signs, label);
      label = v128.and(one, labels == ABOVE ? f64x2.gt(signed, bound) : f64x2.ge(signed, bound));
    }
    const seen = i + 1 < length ? i64x2.splat(-1) : i64x2(-1, 0);
    const weight = v128.and(seen, v128.load(omega + at));
    const error = v128.and(seen, f64x2.sub(v128.load(m + to), label));
    const r = f64x2.mul(f64x2.mul(weight, error), v128.and(seen, v128.load(h + to)));
    v128.store(h + to, r);
    residual = f64x2.add(residual, r);
    loss = f64x2.add(loss, f64x2.mul(f64x2.mul(weight, error), error));
    mass = f64x2.add(mass, weight);
  }
  for (let i = (length + 1) & ~1; i < padded; i += 2) v128.store(h + ((<usize>i) << F64), f64x2.splat(0));
  v128.store(sums, residual);
  v128.store(sums, loss, 16);
  v128.store(sums, mass, 32);
}
