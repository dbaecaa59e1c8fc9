/**
 * `npm run bench`: how fast the pass, what is around it and whole fits are, beside their peers; writes bench/results.md.
 * `npm run bench -- field fits` runs these sections and prints them; `--quick` is a small run to see that everything runs;
 * `--out FILE` writes somewhere else.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runSections, SECTIONS } from "./bench/bench.mjs";
import { holds, page } from "./bench/page.mjs";
import { build } from "./build.mjs";
import { machine } from "./peer.mjs";
import { root } from "./run.mjs";

const { values: options, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, out: { type: "string" } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !(name in SECTIONS));
if (unknown !== undefined) {
  process.stderr.write(`bench: no such section, got "${unknown}"; there is ${Object.keys(SECTIONS).join(", ")}\n`);
  process.exit(2);
}
const { ok, problems } = await build();
if (!ok) throw new Error(problems);

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130)); // the old page stays as it is

const began = performance.now();
const names = Object.keys(SECTIONS).filter((name) => positionals.length === 0 || positionals.includes(name));
const { sections, peers } = await runSections(names, {
  quick: options.quick,
  folder,
  say: (text) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}\n`),
});
const text = page(sections, { facts: facts(), judged: !options.quick });

const whole = positionals.length === 0 && !options.quick;
const out = options.out ?? (whole ? join(root, "bench", "results.md") : undefined);
if (out === undefined) process.stdout.write(text);
else {
  const { atomically } = await import("../dist/data/atomically.node.js");
  const { writeFile } = await import("node:fs/promises");
  await atomically(out, (temporary) => writeFile(temporary, text));
}
const failing = sections
  .flatMap(({ targets }) => targets)
  .filter((target) => target.found !== undefined && !holds(target));
process.exitCode = !options.quick && failing.length > 0 ? 1 : 0;

function facts() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const minutes = ((performance.now() - began) / 60_000).toFixed(0);
  return [
    `plumbline-fit ${version}${commit()}, ${new Date().toISOString().slice(0, 10)}, took ${minutes} min; ${machine()}; ${peers ?? "Python with scikit-learn not run"}.`,
    "",
    `Every ratio is from one run in which the things compared took turns, after warming up: the median, and in brackets the least and the most, of the ratios turn by turn. Ratios are of speeds, above 1 where ours is faster. Repeat with \`npm run bench\`${names.length < Object.keys(SECTIONS).length ? ` \`-- ${names.join(" ")}\`` : ""}; PLUMBLINE_PYTHON names a Python with NumPy and scikit-learn, PLUMBLINE_TFJS a folder in which tfjs-wasm was installed. A peer that is not there is marked "not run".`,
  ];
}

/** The commit that was measured, where this is a checkout. */
function commit() {
  try {
    const git = (...args) =>
      execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const touched =
      git("status", "--porcelain", "--untracked-files=no", "src", "assembly") === "" ? "" : " and changes since";
    return ` at ${git("rev-parse", "--short", "HEAD")}${touched}`;
  } catch {
    return "";
  }
}
