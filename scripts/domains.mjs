/**
 * `node scripts/domains.mjs`: six domains of text from the files of the installed packages, into .cache/domains/, where
 * `plumbline study mixture` looks for them. Packages for one machine only are left out, so that every machine with this
 * package-lock.json has the same bytes; domains.json says their fingerprint.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./run.mjs";

/** Which file belongs to which domain: the first pattern that its name matches. */
const DOMAINS = {
  licenses: /^(licen[cs]e|notice|copying)/i,
  types: /\.d\.[cm]?ts$/,
  code: /\.[cm]?js$/,
  markdown: /\.md$/,
  json: /\.json$/,
  c: /\.[ch]$/,
};

/** No more of a file is read: a few bundles would be most of the code. */
const LONGEST = 16_384;
/** Of a domain's bytes, for validation and for judging, whole files each. */
const HELD_OUT = 0.1;

/**
 * @param {string} folder with package-lock.json and node_modules
 * @returns {Promise<Record<string, Record<"learned" | "validation" | "heldOut", Buffer>>>}
 */
export async function domainsOf(folder) {
  const { packages } = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8"));
  const everywhere = Object.entries(packages).filter(([path, { cpu, optional }]) => path !== "" && !cpu && !optional);
  const files = Object.fromEntries(Object.keys(DOMAINS).map((name) => [name, new Map()]));
  for (const [path] of everywhere) {
    for (const file of await filesIn(folder, path)) {
      const domain = Object.keys(DOMAINS).find((name) => DOMAINS[name].test(file.slice(file.lastIndexOf("/") + 1)));
      if (domain === undefined) continue;
      const text = (await readFile(join(folder, file), "utf8")).slice(0, LONGEST).replaceAll("\r\n", "\n");
      // A license that comes with fifty packages is one text.
      files[domain].set(createHash("sha256").update(text).digest("hex"), text);
    }
  }
  return Object.fromEntries(Object.entries(files).map(([name, texts]) => [name, parts(texts)]));
}

/** Files in the order of their hashes, which has nothing to do with what they are; a zero byte ends each. */
function parts(texts) {
  const whole = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  const out = { heldOut: [], validation: [], learned: [] };
  let seen = 0;
  for (const [, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const part = seen < HELD_OUT * whole ? "heldOut" : seen < 2 * HELD_OUT * whole ? "validation" : "learned";
    out[part].push(`${text}\0`);
    seen += text.length;
  }
  return Object.fromEntries(Object.entries(out).map(([part, list]) => [part, Buffer.from(list.join(""))]));
}

/** Of a package's own, not of those below it, as paths from `folder`. */
async function filesIn(folder, path) {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
  const inner = entries.map((entry) => {
    const own = `${path}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesIn(folder, own);
    return entry.isFile() ? [own] : [];
  });
  return (await Promise.all(inner)).flat();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const domains = await domainsOf(root);
  const into = join(root, ".cache", "domains");
  await mkdir(into, { recursive: true });
  const hash = createHash("sha256");
  for (const [name, its] of Object.entries(domains)) {
    for (const [part, bytes] of Object.entries(its)) {
      await writeFile(join(into, `${name}-${part}.txt`), bytes);
      hash.update(bytes);
    }
    process.stdout.write(
      `${name.padEnd(10)}${Object.values(its)
        .map((bytes) => bytes.length.toString().padStart(10))
        .join("")}\n`,
    );
  }
  const about = { domains: Object.keys(domains), fingerprint: hash.digest("hex").slice(0, 16) };
  await writeFile(join(into, "domains.json"), `${JSON.stringify(about)}\n`);
  process.stdout.write(`${into}, ${about.fingerprint}\n`);
}
