/** `npm run gallery`: what studies left in a folder becomes a page whose every address is there, and nothing else is. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, siteOf, writeSite } from "../../scripts/gallery.mjs";
import * as gallery from "../../src/study/gallery.ts";
import { studies } from "../../src/study/index.ts";

const FIGURES = join(import.meta.dirname, "..", "..", "docs", "figures");
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" aria-description="Less &lt; more." aria-label="One"></svg>\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-gallery-"));
  const files = {
    "kksk.svg": SVG,
    "kksk-further.svg": SVG,
    "kksk.md": "| a |\n\n- holds: it is <b>; 3.\n- DOES NOT HOLD: it is not; it is: 4.\n",
    "kksk-seed.part.json": "{}",
    "sharpness.csv": "a\n1\n",
    "notes.txt": "mine",
    "other.svg": SVG,
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
});
afterAll(() => rm(folder, { recursive: true }));

const addresses = (page: string): string[] =>
  [...parseHTML(page).document.querySelectorAll("[src], a:not([href^='#'])")].map(
    (element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "",
  );

describe("a folder", () => {
  it("shows figures, own one first, what they say of themselves, and what the study found", async () => {
    const { page, files } = await siteOf([folder], studies, gallery);
    const { document } = parseHTML(page);
    const at = (file: string) => `1/${file}`;
    expect([...files.keys()].sort()).toEqual(["kksk-further.svg", "kksk.md", "kksk.svg"].map(at));
    expect([...document.querySelectorAll("img")].map((img) => img.getAttribute("src"))).toEqual(
      ["kksk.svg", "kksk-further.svg"].map(at),
    );
    expect(document.querySelector("figcaption")?.textContent).toBe("One Less < more.");
    expect([...document.querySelectorAll("li")].map((li) => li.textContent)).toEqual([
      "holds: it is <b>; 3.",
      "does not hold: it is not; it is: 4.",
    ]);
    expect(document.querySelector("summary")?.textContent).toBe("1 of 2 claims hold");
    expect(page).toContain(studies.kksk.about);
  });

  it("that holds none is said to, and one that is not there is an error", async () => {
    expect((await siteOf([], studies, gallery)).page).toContain("no figures");
    await expect(siteOf([join(folder, "nowhere")], studies, gallery)).rejects.toThrow("nowhere");
  });
});

it("every figure of the checkout is on the page, and everything the page points at is written beside it", async () => {
  const site = await siteOf([FIGURES, folder], studies, gallery);
  const out = join(folder, "site");
  await writeSite(out, site);
  const page = await readFile(join(out, "index.html"), "utf8");
  const shown = addresses(page);
  expect(shown).toContain("1/mode-connectivity-path-relief.svg");
  expect(shown.filter((address) => address.endsWith("/counterexample.svg")).length).toBe(2);
  for (const address of shown) expect((await readFile(join(out, address))).length).toBeGreaterThan(0);
});

it("serves the page and its files on the loopback interface, and nothing else", async () => {
  const server = await serve(() => siteOf([folder], studies, gallery), 0);
  const { address, port } = server.address() as AddressInfo;
  expect(address).toBe("127.0.0.1");
  const get = (path: string) => fetch(`http://127.0.0.1:${port}/${path}`);
  try {
    const page = await get("");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    for (const each of addresses(await page.text())) expect((await get(each)).status).toBe(200);
    const figure = await get(`1/kksk.svg`);
    expect([figure.headers.get("content-type"), await figure.text()]).toEqual(["image/svg+xml; charset=utf-8", SVG]);
    for (const none of ["notes.txt", `1/notes.txt`, "%2e%2e/%2e%2e/etc/passwd", "%"]) {
      expect((await get(none)).status).toBe(404);
    }
  } finally {
    server.close();
  }
});
