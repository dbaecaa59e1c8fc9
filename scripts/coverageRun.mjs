/** One simulated table: a fit to it, and which of its intervals hold the truth. */
const { adversaries, fit, gaussHermite, linkAt, links, marginals, predict, synthetic } = await import(
  "../dist/index.js"
); // npm run build makes it

const LEVEL = 0.9;
const FRESH = 400;
export const PROBLEMS = [
  { name: "ReLU, found", link: links.relu(), rows: 1000, features: 5, noise: 0.3 },
  { name: "softplus, found", link: links.softplus(), rows: 1000, features: 5, noise: 0.3 },
  { name: "ReLU, told", link: links.relu(), told: "relu", rows: 1000, features: 5, noise: 0.3 },
];
export const TROUBLES = [{ name: "clean" }, { name: "random10", adversary: adversaries.randomOutliers(), budget: 0.1 }];

/** E σ′(z), z standard normal. */
const meanSlope = (link) => {
  const { value } = linkAt(link);
  const { nodes, weights } = gaussHermite(200);
  return nodes.reduce((sum, z, k) => sum + weights[k] * z * value(z), 0); // E σ′ = E zσ
};

const holds = ([low, high], truth) => (low <= truth && truth <= high ? 1 : 0);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const covered = async ({ problem, trouble, seed }) => run(PROBLEMS[problem], TROUBLES[trouble], seed);

async function run({ link, told, rows, features, noise }, { adversary, budget }, seed) {
  const law = { link, marginal: marginals.gaussian(), features, noise, seed, ...(adversary && { adversary, budget }) };
  const { x, y, clean, target } = synthetic({ ...law, rows: rows + FRESH });
  const input = { x: x.slice(0, rows * features), y: y.slice(0, rows), n: rows, d: features };
  const model = await fit(input, { seed, ...(told && { link: told }) });
  const { intervals } = model.trust;
  const fresh = { x: x.slice(rows * features), n: FRESH, d: features };
  const { within } = predict(model, fresh, { interval: LEVEL });
  const slope = meanSlope(link);
  const share = (labels, { low, high }) =>
    mean(Array.from(low, (end, i) => (end <= labels[rows + i] && labels[rows + i] <= high[i] ? 1 : 0)));
  const cosine = model.weights.reduce((sum, weight, j) => sum + weight * target[j], 0) / Math.hypot(...model.weights);
  const angle = Math.acos(Math.min(1, cosine / Math.hypot(...target)));
  return {
    learner: model.learner,
    weights: mean(intervals.columns.map(({ weight }, j) => holds(weight, target[j]))),
    effects: mean(intervals.columns.map(({ effect }, j) => holds(effect, target[j] * slope))),
    angle: angle <= intervals.angle ? 1 : 0,
    any: share(y, within.any),
    clean: share(clean, within.clean ?? within.any),
    error: angle,
    bound: intervals.angle,
    z: target.map((truth, j) => (intervals.columns[j].weight[0] + intervals.columns[j].weight[1]) / 2 - truth),
  };
}
