/**
 * m and h that are constant on bins: z falls in bin #{knots ≤ z}. A guide of equal cells says how many knots are in
 * earlier cells; few are left, among which bisection in a fixed number of steps finds the bin. The place of z in the
 * guide never decreases with z and is worked out as for the knots, so that rounding does no harm. NaN is in bin 0.
 */

/** 1.5·2⁵²: added to a small number, it leaves the nearest whole number in the low word. */
const TO_LOW_WORD = 6755399441055744.0;

export function runKnots(program: usize, z: usize, m: usize, h: usize, bytes: usize): void {
  const lowest = v128.load_splat<f64>(program, 8);
  const rate = v128.load_splat<f64>(program, 16);
  const last = v128.load_splat<f64>(program, 24);
  const guide = program + load<i32>(program, 32);
  const values = program + load<i32>(program, 36);
  const widest = <usize>load<i32>(program, 40);
  // The knot before the first, so that the last of the next `width` bytes is at `knots` + `width`.
  const knots = program + 40;
  const zero = f64x2.splat(0);
  const toLowWord = f64x2.splat(TO_LOW_WORD);
  for (const end = z + bytes; z < end; z += 16, m += 16, h += 16) {
    const at = v128.load(z);
    const place = f64x2.pmin(f64x2.pmax(zero, f64x2.mul(f64x2.sub(at, lowest), rate)), last);
    const cell = f64x2.add(place, toLowWord);
    // Knots not above z so far, times their 8 bytes.
    let a = <usize>load<i32>(guide + ((<usize>i32x4.extract_lane(cell, 0)) << 2));
    let b = <usize>load<i32>(guide + ((<usize>i32x4.extract_lane(cell, 2)) << 2));
    for (let width = widest; width >= 8; width >>= 1) {
      a += <usize>(load<f64>(knots + a + width) <= load<f64>(z)) * width;
      b += <usize>(load<f64>(knots + b + width) <= load<f64>(z, 8)) * width;
    }
    const left = v128.load(values + (a << 1));
    const right = v128.load(values + (b << 1));
    v128.store(m, v128.shuffle<f64>(left, right, 0, 2));
    v128.store(h, v128.shuffle<f64>(left, right, 1, 3));
  }
}
