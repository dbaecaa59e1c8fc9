/**
 * r = ω (m − y) h of a tile, and Σr, Σω(m − y)² and Σω. Rows of weight 0 have r = 0 whatever their m and h are, so
 * that rows that fill up a block change nothing.
 */
import { COLUMN } from "./layout";
import { numberAt } from "./plan";

/** Lanes after the d of g. */
export const RESIDUAL: usize = 0;
export const LOSS: usize = 16;
export const MASS: usize = 32;

/** r of `blocks` blocks into m's place. `sums` are three pairs of lanes. */
export function residuals(
  record: usize,
  y: usize,
  omega: usize,
  m: usize,
  h: usize,
  r: usize,
  blocks: i32,
  sums: usize,
): void {
  const threshold = <i32>numberAt(record, 4);
  const sign = f64x2.splat(numberAt(record, 5));
  const above = f64x2.splat(numberAt(record, 6));
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  let residual = v128.load(sums, RESIDUAL);
  let loss = v128.load(sums, LOSS);
  let mass = v128.load(sums, MASS);
  for (const end = r + <usize>blocks * COLUMN; r < end; r += 16) {
    let label = v128.load(y);
    if (threshold != 0) {
      label = f64x2.mul(sign, label);
      label = v128.and(threshold == 1 ? f64x2.gt(label, above) : f64x2.ge(label, above), one);
    }
    const weight = v128.load(omega);
    const counts = f64x2.ne(weight, zero);
    const error = f64x2.sub(v128.load(m), label);
    const weighed = f64x2.mul(weight, error);
    const value = v128.and(f64x2.mul(weighed, v128.load(h)), counts);
    v128.store(r, value);
    residual = f64x2.add(residual, value);
    loss = f64x2.add(loss, v128.and(f64x2.mul(weighed, error), counts));
    mass = f64x2.add(mass, weight);
    y += 16;
    omega += 16;
    m += 16;
    h += 16;
  }
  v128.store(sums, residual, RESIDUAL);
  v128.store(sums, loss, LOSS);
  v128.store(sums, mass, MASS);
}
