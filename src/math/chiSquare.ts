/**
 * Pr[χ²_k > x], the tail of the sum of k squared normals: the incomplete gamma function Q(k/2, x/2), by its series below
 * k/2 + 1 and by Lentz's continued fraction beyond (AbramowitzS1964, 6.5.29 and 6.5.31).
 */
import { exp, ln } from "./elementary.ts";
import { logGamma } from "./logGamma.ts";

const TERMS = 10_000;
const [SMALL, TINY] = [1e-15, 1e-300];

export function chiSquareTail(x: number, freedom: number): number {
  if (!(x > 0)) return 1;
  const [a, y] = [freedom / 2, x / 2];
  const front = exp(a * ln(y) - y - logGamma(a));
  return y < a + 1 ? Math.max(0, 1 - front * series(a, y)) : front * fraction(a, y);
}

/** Σ yⁿ / (a(a + 1) … (a + n)). */
function series(a: number, y: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < TERMS && term > sum * SMALL; n++) {
    term *= y / (a + n);
    sum += term;
  }
  return sum;
}

/** 1/(y + 1 − a − 1(1 − a)/(y + 3 − a − 2(2 − a)/(y + 5 − a − …))). */
function fraction(a: number, y: number): number {
  let b = y + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n < TERMS; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < SMALL) break;
  }
  return product;
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
