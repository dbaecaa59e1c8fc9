/** A page in Chromium that has loaded a bundle of the library, for tests that need another engine than Node's. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { build } from "vite";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Bundles `entry` as a user's bundler would, serves it on the loopback address, opens it in a fresh Chromium and hands
 * the page to `use`. The page finds what the entry exports in `window.library`.
 */
export async function withPage(executable: string, entry: string, use: (page: Page) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-page-"));
  const server = await serve(await bundle(entry, join(folder, "bundle")));
  try {
    const context = await chromium.launchPersistentContext(join(folder, "profile"), {
      executablePath: executable,
      args: FLAGS,
    });
    try {
      const page = await context.newPage();
      const failures: string[] = [];
      page.on("pageerror", (error) => failures.push(String(error)));
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction("window.library !== undefined", undefined, { timeout: 30_000 }).catch((error) => {
        throw new Error(`the page did not load the library: ${failures.join("; ")}`, { cause: error });
      });
      await use(page);
    } finally {
      await context.close();
    }
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle(entry: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    root: join(entry, ".."),
    build: { outDir, minify: false, lib: { entry, formats: ["es"], fileName: () => "library.js" } },
  });
  return readFile(join(outDir, "library.js"), "utf8");
}

const PAGE =
  '<!doctype html><title>Plumbline</title><script type="module">window.library = await import("/library.js");</script>';

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === "/library.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
