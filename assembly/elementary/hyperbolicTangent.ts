/**
 * tanh x of x and e = e^{2|x|}, two at a time (Cephes, as @stdlib has it): 1 − 2/(e + 1) for |x| ≥ 0.625 and else
 * x + x³P(x²)/Q(x²), with one division for both.
 */

const P: usize = memory.data<f64>([-1614.6876844170845, -99.28772310019185, -0.9643991794250523]);
const Q: usize = memory.data<f64>([4844.063053251255, 2235.4883906010045, 112.81167849163293]);

export function hyperbolicTangent(x: usize, end: usize, e: usize, to: usize): void {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const sign = f64x2.splat(-0.0);
  const bound = f64x2.splat(0.625);
  for (; x < end; x += 16, e += 16, to += 16) {
    const at = v128.load(x);
    const size = f64x2.abs(at);
    const square = f64x2.mul(at, at);
    const isSmall = f64x2.lt(size, bound);
    const p = next(next(v128.load_splat<f64>(P, 16), square, P + 8), square, P);
    const q = next(next(f64x2.add(square, v128.load_splat<f64>(Q, 16)), square, Q + 8), square, Q);
    const quotient = f64x2.div(
      v128.bitselect(p, two, isSmall),
      v128.bitselect(q, f64x2.add(v128.load(e), one), isSmall),
    );
    const small = f64x2.add(size, f64x2.mul(f64x2.mul(size, square), quotient));
    const result = v128.bitselect(small, f64x2.sub(one, quotient), isSmall);
    v128.store(to, v128.or(result, v128.and(at, sign)));
  }
}

function next(sum: v128, t: v128, coefficient: usize): v128 {
  return f64x2.add(f64x2.mul(sum, t), v128.load_splat<f64>(coefficient));
}
