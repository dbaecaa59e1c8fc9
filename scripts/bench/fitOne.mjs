/** One whole fit in a process of its own, whose high-water mark of memory is then that of the fit: the case is its argument. */
import { fit, links, marginals, synthetic } from "./plumbline.mjs";
import { readNumbers } from "./rows.mjs";

const { path, n, d, threads, warm } = JSON.parse(process.argv[2]);

// Code is compiled before the clock starts; but then its leavings would count as memory of the fit.
const small = synthetic({ link: links.relu(), marginal: marginals.gaussian(), rows: 2000, features: 5, seed: 1 });
for (let i = 0; i < (warm ? 2 : 0); i++) await fit({ x: small.x, n: small.n, d: small.d, y: small.y }, { seed: 1 });

const [y, x] = readNumbers(path, [n, n * d]);
const [start, cpu] = [performance.now(), process.cpuUsage()];
const { weights, sweeps } = await fit({ x, n, d, y }, { seed: 1, threads });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ seconds, cpu: (user + system) / 1e6, weights, sweeps, peak }));
