/** v = ω h² of a tile's rows, by which moments are weighed, and Σv. */
import { F64, omega } from "./layout";

/**
 * @param v h where a field weighs; is overwritten by v, up to the end of the last block: 0 beyond the last row
 * @param plain whether nothing weighs: v = ω
 * @param mass two lanes of Σv
 */
export function weigh(row: i32, length: i32, padded: i32, v: usize, plain: bool, mass: usize): void {
  let sum = v128.load(mass);
  for (let i = 0; i < length; i += 2) {
    const to = v + ((<usize>i) << F64);
    const seen = i + 1 < length ? i64x2.splat(-1) : i64x2(-1, 0);
    const h = plain ? f64x2.splat(1) : v128.load(to);
    const weight = v128.load(omega + ((<usize>(row + i)) << F64));
    const weighed = v128.and(seen, f64x2.mul(f64x2.mul(h, h), weight));
    v128.store(to, weighed);
    sum = f64x2.add(sum, weighed);
  }
  for (let i = (length + 1) & ~1; i < padded; i += 2) v128.store(v + ((<usize>i) << F64), f64x2.splat(0));
  v128.store(mass, sum);
}
