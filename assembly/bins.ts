/** #{edges ≤ z}, by bisection without branches: which of the bins that ascending edges cut z falls in. */
export function binOf(edges: usize, count: i32, z: f64): i32 {
  let low = edges;
  let left = count;
  while (left > 0) {
    const half = (left + 1) >> 1;
    low += select<usize>((<usize>half) << 3, 0, load<f64>(low + ((<usize>(half - 1)) << 3)) <= z);
    left -= half;
  }
  return <i32>((low - edges) >> 3);
}
