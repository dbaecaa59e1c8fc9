/** cos θ and sin θ of an angle in degrees, by their series: the same bits in every engine. */
export function circle(angle: number): { readonly cos: number; readonly sin: number } {
  const theta = (angle * Math.PI) / 180;
  let [cos, sin, term] = [0, 0, 1];
  for (let k = 0; k < 40; k += 1) {
    const sign = k % 4 < 2 ? 1 : -1;
    if (k % 2 === 0) cos += sign * term;
    else sin += sign * term;
    term *= theta / (k + 1);
  }
  return { cos, sin };
}
