/** m = 0 and h = c √k He_{k−1}(z), He by the recurrence of src/math/hermite.ts, bit for bit. */
import { fill } from "../elementary/arithmetic";

export function runDegree(program: usize, z: usize, m: usize, h: usize, bytes: usize): void {
  fill(m, m + bytes, 0);
  const factor = f64x2.splat(load<f64>(program, 16));
  const first = program + 24;
  const last = first + ((<usize>load<f64>(program, 8)) << 4);
  for (const end = z + bytes; z < end; z += 16, h += 16) {
    const at = v128.load(z);
    let previous = f64x2.splat(0);
    let current = f64x2.splat(1);
    for (let roots = first; roots < last; roots += 16) {
      const next = f64x2.sub(f64x2.mul(at, current), f64x2.mul(v128.load_splat<f64>(roots), previous));
      previous = current;
      current = f64x2.div(next, v128.load_splat<f64>(roots, 8));
    }
    v128.store(h, f64x2.mul(factor, current));
  }
}
