/** Draws one sample into a file, in a process of its own so that it owes no memory to anybody: the case is its argument. */
import { adversaries, links, marginals, synthetic } from "./plumbline.mjs";
import { writeNumbers } from "./rows.mjs";

const { path, n, d, link, parameters, adversary, budget, responses } = JSON.parse(process.argv[2]);
const { x, y, target } = synthetic({
  ...{ link: links[link](parameters), marginal: marginals.gaussian(), adversary: adversaries[adversary](), budget },
  ...{ responses, rows: n, features: d, seed: 1 },
});
writeNumbers(path, [y, x]);
process.stdout.write(JSON.stringify({ target: [...target] }));
