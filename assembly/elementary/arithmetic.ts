/** Sums, products and their kin over arrays, two entries at a time: one loop an operation. */

export function fill(to: usize, end: usize, p: f64): void {
  const value = f64x2.splat(p);
  for (; to < end; to += 16) v128.store(to, value);
}

export function copy(a: usize, end: usize, to: usize): void {
  memory.copy(to, a, end - a);
}

/** p a + q; q = −0 leaves p a as it is. */
export function affine(a: usize, end: usize, p: f64, q: f64, to: usize): void {
  const slope = f64x2.splat(p);
  const shift = f64x2.splat(q);
  for (; a < end; a += 16, to += 16) v128.store(to, f64x2.add(f64x2.mul(v128.load(a), slope), shift));
}

export function add(a: usize, end: usize, b: usize, to: usize): void {
  for (; a < end; a += 16, b += 16, to += 16) v128.store(to, f64x2.add(v128.load(a), v128.load(b)));
}

/** a + p b */
export function addScaled(a: usize, end: usize, b: usize, p: f64, to: usize): void {
  const factor = f64x2.splat(p);
  for (; a < end; a += 16, b += 16, to += 16) {
    v128.store(to, f64x2.add(v128.load(a), f64x2.mul(v128.load(b), factor)));
  }
}

export function multiply(a: usize, end: usize, b: usize, to: usize): void {
  for (; a < end; a += 16, b += 16, to += 16) v128.store(to, f64x2.mul(v128.load(a), v128.load(b)));
}

export function divide(a: usize, end: usize, b: usize, to: usize): void {
  for (; a < end; a += 16, b += 16, to += 16) v128.store(to, f64x2.div(v128.load(a), v128.load(b)));
}

export function divideBy(a: usize, end: usize, p: f64, to: usize): void {
  const divisor = f64x2.splat(p);
  for (; a < end; a += 16, to += 16) v128.store(to, f64x2.div(v128.load(a), divisor));
}

export function divideInto(a: usize, end: usize, p: f64, to: usize): void {
  const dividend = f64x2.splat(p);
  for (; a < end; a += 16, to += 16) v128.store(to, f64x2.div(dividend, v128.load(a)));
}

/** As Math.max, ±0 and NaN included. */
export function maximum(a: usize, end: usize, b: usize, to: usize): void {
  for (; a < end; a += 16, b += 16, to += 16) v128.store(to, f64x2.max(v128.load(a), v128.load(b)));
}

/** max(a, p) for a p that is a number; adding 0 makes +0 of −0. The pseudo-maximum is one instruction. */
export function maximumWith(a: usize, end: usize, p: f64, to: usize): void {
  const bound = f64x2.splat(p);
  const zero = f64x2.splat(0);
  for (; a < end; a += 16, to += 16) v128.store(to, f64x2.add(f64x2.pmax(v128.load(a), bound), zero));
}

/** 1 where a ≥ 0, else 0. */
export function step(a: usize, end: usize, to: usize): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (; a < end; a += 16, to += 16) v128.store(to, v128.and(one, f64x2.ge(v128.load(a), zero)));
}

export function absolute(a: usize, end: usize, to: usize): void {
  for (; a < end; a += 16, to += 16) v128.store(to, f64x2.abs(v128.load(a)));
}

export function squareRoot(a: usize, end: usize, to: usize): void {
  for (; a < end; a += 16, to += 16) v128.store(to, f64x2.sqrt(v128.load(a)));
}
