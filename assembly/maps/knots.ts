/**
 * m and h that are constant on bins: z falls in bin #{knots ≤ z}. A guide of equal cells says how many knots are in
 * earlier cells; few are left, among which bisection in a fixed number of steps finds the bin. The place of z in the
 * guide never decreases with z and is worked out as for the knots, so that rounding does no harm. NaN is in bin 0.
 */

/** 1.5·2⁵²: added to a small number, it leaves the nearest whole number in the low word. */
const TO_LOW_WORD = 6755399441055744.0;

export function runKnots(program: usize, z: usize, m: usize, h: usize, bytes: usize): void {
  const count = <usize>load<f64>(program, 8);
  const cells = load<f64>(program, 16);
  const steps = <i32>load<f64>(program, 24);
  const lowest = f64x2.splat(load<f64>(program, 32));
  const rate = f64x2.splat(load<f64>(program, 40));
  // The knot before the first, so that the one after the next `width` bytes is at `knots` + `width`.
  const knots = program + 40;
  const guide = knots + 8 + ((count + (1 << steps)) << 3);
  const values = guide + ((((<usize>cells) + 1) >> 1) << 3);
  const last = f64x2.splat(cells - 1);
  const zero = f64x2.splat(0);
  const widest: usize = steps > 0 ? 4 << steps : 0;
  for (const end = z + bytes; z < end; z += 16, m += 16, h += 16) {
    const at = v128.load(z);
    const place = f64x2.pmin(f64x2.pmax(zero, f64x2.mul(f64x2.sub(at, lowest), rate)), last);
    const cell = f64x2.add(place, f64x2.splat(TO_LOW_WORD));
    // Knots not above z so far, times their 8 bytes.
    let a = <usize>load<i32>(guide + (<usize>i32x4.extract_lane(cell, 0) << 2));
    let b = <usize>load<i32>(guide + (<usize>i32x4.extract_lane(cell, 2) << 2));
    const first = f64x2.extract_lane(at, 0);
    const second = f64x2.extract_lane(at, 1);
    for (let width = widest; width >= 8; width >>= 1) {
      a += <usize>(load<f64>(knots + a + width) <= first) * width;
      b += <usize>(load<f64>(knots + b + width) <= second) * width;
    }
    const left = v128.load(values + (a << 1));
    const right = v128.load(values + (b << 1));
    v128.store(m, v128.shuffle<f64>(left, right, 0, 2));
    v128.store(h, v128.shuffle<f64>(left, right, 1, 3));
  }
}
