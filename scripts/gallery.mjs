/**
 * `npm run gallery`: all figures of docs/figures on one page, with what came of their studies, served on the loopback
 * interface; `npm run gallery -- FOLDER …` those of other folders, too, as `plumbline study NAME --out FOLDER` fills them.
 * With `--out SITE` the page and its files are written there instead. A folder is read anew whenever the page is.
 */
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { root } from "./run.mjs";

const TYPES = {
  ".html": "text/html",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".md": "text/plain",
  ".csv": "text/plain",
  ".json": "application/json",
};

/**
 * @param {readonly string[]} folders
 * @param {Readonly<Record<string, { about: string }>>} studies
 * @param {typeof import("../src/study/gallery.ts")} gallery
 * @returns {Promise<{ page: string, files: Map<string, string> }>} files: where each lies, by its address
 */
export async function siteOf(folders, studies, { galleryHtml, pictureOf, verdictsIn }) {
  const exhibits = [];
  const files = new Map();
  for (const [k, folder] of folders.entries()) {
    const address = String(k + 1);
    const all = (await readdir(folder)).filter((file) => extname(file) in TYPES && !file.endsWith(".part.json"));
    all.sort((a, b) => (stem(a) < stem(b) ? -1 : 1)); // a study's own figure before its further ones
    for (const [name, { about }] of Object.entries(studies)) {
      const its = all.filter((file) => ownerOf(file, studies) === name);
      const drawn = its.filter((file) => file.endsWith(".svg"));
      if (drawn.length === 0) continue;
      const read = (file) => readFile(join(folder, file), "utf8");
      for (const file of its) files.set(`${address}/${file}`, resolve(folder, file));
      exhibits.push({
        name: folders.length > 1 ? `${name}, ${folder}` : name,
        about,
        verdicts: its.includes(`${name}.md`) ? verdictsIn(await read(`${name}.md`)) : [],
        figures: await Promise.all(drawn.map(async (file) => pictureOf(`${address}/${file}`, await read(file)))),
        files: its.filter((file) => !/\.(svg|png)$/.test(file)).map((file) => `${address}/${file}`),
      });
    }
  }
  return { page: galleryHtml(exhibits), files };
}

const stem = (file) => file.slice(0, -extname(file).length);

/** The study of the longest name that the file's begins with. */
const ownerOf = (file, studies) =>
  Object.keys(studies)
    .filter((name) => file.startsWith(`${name}.`) || file.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length)[0];

/** @param {string} out @param {Awaited<ReturnType<typeof siteOf>>} site */
export async function writeSite(out, { page, files }) {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "index.html"), page);
  for (const [address, path] of files) {
    await mkdir(dirname(join(out, address)), { recursive: true });
    await cp(path, join(out, address));
  }
}

/** @param {() => ReturnType<typeof siteOf>} site @param {number} port 0 takes a free one */
export function serve(site, port) {
  const server = createServer(async ({ url }, response) => {
    try {
      const { page, files } = await site();
      const address = new URL(url ?? "/", "http://localhost").pathname.slice(1);
      const path = files.get(address);
      const body = address === "" ? page : path && (await readFile(path));
      const type = address === "" ? "text/html" : TYPES[extname(address)];
      if (body === undefined) response.writeHead(404, { "content-type": "text/plain" }).end("no such figure\n");
      else response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(`${error.message}\n`);
    }
  });
  return new Promise((done, failed) => {
    server.once("error", failed).listen(port, "127.0.0.1", () => done(server));
  });
}

if (process.argv[1] === join(root, "scripts", "gallery.mjs")) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: "string" }, port: { type: "string", default: "0" } },
  });
  const { ok, problems } = await build();
  if (!ok) throw new Error(problems);
  const { studies } = await import("../dist/study/index.js");
  const gallery = await import("../dist/study/gallery.js");
  const site = () => siteOf([join(root, "docs", "figures"), ...positionals], studies, gallery);
  if (values.out !== undefined) {
    await writeSite(values.out, await site());
    process.stdout.write(`${join(values.out, "index.html")}\n`);
  } else {
    await site(); // a folder that cannot be read is said at once
    const server = await serve(site, Number(values.port));
    process.stdout.write(`http://127.0.0.1:${server.address().port}/  (Ctrl-C ends it)\n`);
  }
}
