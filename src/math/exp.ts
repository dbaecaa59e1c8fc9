/**
 * eˣ, the same bits in every engine: FreeBSD's e_exp.c, as @stdlib has it, with x = k ln 2 + r and
 *
 *     eʳ = 1 + r + r c/(2 − c),        c = r − r²(P₁ + P₂ r² + … + P₅ r⁸),
 *
 * within 1 ulp. Here a table scales by 2ᵏ, where @stdlib takes numbers apart: twice as fast, and densities are where robust
 * fits spend their time.
 */

const [LN2_HIGH, LN2_LOW] = [6.9314718036912381649e-1, 1.90821492927058770002e-10];
const LOG2_E = Math.LOG2E;
const [OVERFLOWS, UNDERFLOWS] = [7.09782712893383973096e2, -7.4513321910194110842e2];
/** Below it eˣ is 1 + x. */
const NEAR_ZERO = 1 / (1 << 28);
const [P1, P2, P3, P4, P5] = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252, 4.1381367970572385e-8,
];

/** 2ᵏ for the k of normal numbers. */
const [LEAST, MOST] = [-1022, 1023];
const POWERS = new Float64Array(MOST - LEAST + 1);
for (let k = 0, up = 1; k <= MOST; k++, up *= 2) POWERS[k - LEAST] = up;
for (let k = 0, down = 1; k >= LEAST; k--, down /= 2) POWERS[k - LEAST] = down;
/** Below the normal numbers a product is rounded once, in the last of two steps. */
const STEP = 60;

export function exp(x: number): number {
  if (x > -NEAR_ZERO && x < NEAR_ZERO) return 1 + x;
  if (x > OVERFLOWS) return Infinity;
  if (x < UNDERFLOWS) return 0;
  const k = Math.trunc(LOG2_E * x + (x < 0 ? -0.5 : 0.5));
  const [high, low] = [x - k * LN2_HIGH, k * LN2_LOW];
  const r = high - low;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  const power = 1 - (low - (r * c) / (2 - c) - high);
  if (k >= LEAST && k <= MOST) return power * POWERS[k - LEAST];
  return k > MOST ? power * 2 * POWERS[k - 1 - LEAST] : power * POWERS[k + STEP - LEAST] * POWERS[-STEP - LEAST];
}
