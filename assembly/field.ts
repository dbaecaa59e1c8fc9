/** r = ω (m − y) h of the rows of a tile, and Σr, Σω(m − y)² and Σω, two lanes each. */
import { F64 } from "./layout";
import { KIND, numberAt } from "./plan";

/** What labels are: as they are, 1{sign·y > above}, 1{sign·y ≥ above}. */
const PLAIN = 0;
const ABOVE = 1;

/** r of so many rows, a multiple of 4, the labels as `record` would have them. `room` is for labels of a tile. */
export function residuals(
  record: usize,
  y: usize,
  omega: usize,
  m: usize,
  h: usize,
  r: usize,
  rows: i32,
  sums: usize,
  room: usize,
): void {
  const labels = <i32>numberAt(record, KIND);
  const bytes = (<usize>rows) << F64;
  if (labels != PLAIN) {
    compare(y, bytes, labels == ABOVE, numberAt(record, KIND + 1), numberAt(record, KIND + 2), room);
    y = room;
  }
  subtract(y, omega, m, h, r, bytes, sums);
}

function subtract(y: usize, omega: usize, m: usize, h: usize, r: usize, bytes: usize, sums: usize): void {
  let residual = v128.load(sums, 0);
  let loss = v128.load(sums, 16);
  let mass = v128.load(sums, 32);
  // Four rows at a time, their sums in order.
  for (let at: usize = 0; at < bytes; at += 32) {
    const weight = v128.load(omega + at);
    const next = v128.load(omega + at, 16);
    const error = f64x2.sub(v128.load(m + at), v128.load(y + at));
    const second = f64x2.sub(v128.load(m + at, 16), v128.load(y + at, 16));
    const weighed = f64x2.mul(weight, error);
    const other = f64x2.mul(next, second);
    const value = f64x2.mul(weighed, v128.load(h + at));
    const another = f64x2.mul(other, v128.load(h + at, 16));
    v128.store(r + at, value);
    v128.store(r + at, another, 16);
    residual = f64x2.add(f64x2.add(residual, value), another);
    loss = f64x2.add(f64x2.add(loss, f64x2.mul(weighed, error)), f64x2.mul(other, second));
    mass = f64x2.add(f64x2.add(mass, weight), next);
  }
  v128.store(sums, residual, 0);
  v128.store(sums, loss, 16);
  v128.store(sums, mass, 32);
}

function compare(y: usize, bytes: usize, strictly: bool, sign: f64, above: f64, to: usize): void {
  const signs = f64x2.splat(sign);
  const bound = f64x2.splat(above);
  const one = f64x2.splat(1);
  for (let at: usize = 0; at < bytes; at += 16) {
    const signed = f64x2.mul(signs, v128.load(y + at));
    v128.store(to + at, v128.and(strictly ? f64x2.gt(signed, bound) : f64x2.ge(signed, bound), one));
  }
}
