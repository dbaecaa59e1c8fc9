/** Our side of a hard case: fit it, and say how far from w* that is. */
import { performance } from "node:perf_hooks";

const { fit, links, ownLink, predict, tableOf } = await import("../../dist/index.js"); // npm run build makes it

const BIAS = 1.0364;

/** The links of hard_cases.py; that of the sigmoid has slope 3, which the length of w takes up. */
const TOLD = {
  relu: () => links.relu(),
  brelu: () => links.relu({ bias: -BIAS }),
  step: () => links.step({ threshold: 1 }),
  sigmoid: () => links.sigmoid(),
  cbrt: () => ownLink({ name: "cbrt", value: Math.cbrt, copies: 64 }),
  stair: () => links.ramps(),
};

/**
 * @param {{ link: string, n: number, d: number, y: Float64Array, x: Float64Array, meanTest: Float64Array, xTest: Float64Array,
 *   covariance: Float64Array, target: number[] }} sample
 * @param {boolean} told whether the fit is given the link
 * @returns {Promise<{ angle: number, nearest: number, r2: number, seconds: number, failed?: string }>} degrees: of the fit, and of
 *   the nearest of it and the rivals that it reports; R² of noiseless test means
 */
export async function judge(sample, told) {
  const { link, n, d, x, y, xTest, meanTest } = sample;
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  try {
    const model = await fit({ x, n, d, y }, { seed: 1, ...(told && { link: TOLD[link]() }) });
    const taken = seconds();
    const angles = [model, ...(model.rivals ?? [])].map(({ weights }) => degrees(sample, weights));
    const { prediction } = predict(model, tableOf({ x: xTest, n: meanTest.length, d }).table);
    return { angle: angles[0], nearest: Math.min(...angles), r2: rSquared(meanTest, prediction), seconds: taken };
  } catch (error) {
    return { angle: 90, nearest: 90, r2: 0, seconds: seconds(), failed: error.message };
  }
}

/**
 * Test R² of our fit to a table with corrupted labels, and the largest among it and the rivals that it reports.
 * @returns {Promise<{ r2: number, nearest: number, seconds: number }>}
 */
export async function judgeTable({ n, d, x, y, xTest, yTest }) {
  const start = performance.now();
  const model = await fit({ x, n, d, y }, { seed: 1 });
  const seconds = (performance.now() - start) / 1000;
  const { table } = tableOf({ x: xTest, n: yTest.length, d });
  const rivals = (model.rivals ?? []).map(({ weights, link }) => ({ ...model, weights, link }));
  const all = [model, ...rivals].map((each) => rSquared(yTest, predict(each, table).prediction));
  return { r2: all[0], nearest: Math.max(...all), seconds };
}

/** So that the first case does not pay for the loading and compiling. */
export async function warmUp() {
  const x = Float64Array.from({ length: 4000 }, (_, i) => Math.sin(i * i));
  const y = Float64Array.from({ length: 1000 }, (_, i) => Math.max(0, x[4 * i]));
  await fit({ x, n: 1000, d: 4, y });
}

/** The angle in the whitened metric, cos θ = wᵀΣw* / √(wᵀΣw · w*ᵀΣw*). */
function degrees({ d, covariance, target }, w) {
  const product = (a, b) => {
    let sum = 0;
    for (let j = 0; j < d; j++) for (let k = 0; k < d; k++) sum += a[j] * covariance[j * d + k] * b[k];
    return sum;
  };
  const norm = product(w, w);
  if (!(norm > 0)) return 90;
  const cosine = product(w, target) / Math.sqrt(norm * product(target, target));
  return (180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, cosine)));
}

function rSquared(y, prediction) {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  let [loss, variation] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    loss += (prediction[i] - y[i]) ** 2;
    variation += (y[i] - mean) ** 2;
  }
  return 1 - loss / variation;
}
