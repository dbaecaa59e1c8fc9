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
 *
 * @param isolated whether the page may share memory with workers
 */
export async function withPage(
  executable: string,
  entry: string,
  isolated: boolean,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-page-"));
  const server = await serve(await bundle(entry, join(folder, "bundle")), isolated);
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

/** Bundles into a folder; returns it. */
async function bundle(entry: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    root: join(entry, ".."),
    build: { outDir, minify: false, lib: { entry, formats: ["es"], fileName: () => "library.js" } },
    worker: { format: "es" },
  });
  return outDir;
}

const PAGE =
  '<!doctype html><title>Plumbline</title><script type="module">window.library = await import("/library.js");</script>';

/** What a page must say of itself before the engine lets it share memory. */
const ISOLATION = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

async function serve(folder: string, isolated: boolean): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const script = path.endsWith(".js") ? await readFile(join(folder, path), "utf8").catch(() => undefined) : PAGE;
    response.writeHead(script === undefined ? 404 : 200, {
      "content-type": path.endsWith(".js") ? "text/javascript" : "text/html",
      ...(isolated && ISOLATION),
    });
    response.end(script);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
