/** Studies on many machines: askers and workers as processes of their own, around a redis-server on loopback. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Kept } from "../../src/landscape/surface.ts";
import { cellsOf, titleOf } from "../../src/study/cell.ts";
import { QUEUE, queueCrew } from "../../src/study/queue.node.ts";
import type { Recipe } from "../../src/study/recipe.ts";
import { type Crew, runStudy, type StudyRecord } from "../../src/study/runStudy.ts";
import { bits, small } from "./small.ts";

const isInstalled = spawnSync("redis-server", ["--version"]).status === 0;
const where = isInstalled
  ? "on many machines"
  : "skipped: no redis-server here; apt-get install redis-server brings it";

const VERSION = "1.2.3";
/** Milliseconds after which a silent worker has lost its cells: little, so that the tests are short. */
const LEASE = 600;
/** Milliseconds within which what one process has done is seen in another. */
const SOON = 10_000;
const NOTHING = { active: 0, completed: 0, failed: 0, waiting: 0 };

/** Cells that take minutes. */
const long: Recipe = { ...small, features: 50, rows: [500_000] };

const titles = cellsOf(small).map(titleOf).toSorted();

let folder = "";
let port = 0;
let url = "";
let server: ChildProcess;
const children: ChildProcess[] = [];
const crews: Crew[] = [];

const serve = async (): Promise<void> => {
  server = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--save", ""], { cwd: folder });
  await new Promise<void>((ready) => {
    server.stdout?.on("data", (text) => `${text}`.includes("Ready to accept") && ready());
  });
};

const gone = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((end) => child.once("exit", end))
    : Promise.resolve();

/** A process that runs these lines after importing from the build; `said` is what it wrote. */
function run(lines: string): { child: ChildProcess; said: () => string[]; until: (words: string) => Promise<void> } {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", lines], { cwd: resolve("dist/study") });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (text += data));
  const until = async (words: string): Promise<void> => {
    while (!text.includes(words)) {
      if (child.exitCode !== null) throw new Error(`ended without saying ${words}: ${text}`);
      await setTimeout(20);
    }
  };
  return { child, said: () => text.split("\n").slice(0, -1), until };
}

/** A worker that writes the title of each cell that is done; `dies` has it killed when it has done one. */
const worker = ({ version = VERSION, dies = false } = {}) =>
  run(`
    import { writeSync } from "node:fs";
    import { work } from "${resolve("dist/study/worker.node.js")}";
    const ending = new AbortController();
    process.on("SIGINT", () => ending.abort());
    const done = (title) => {
      writeSync(1, "done " + title + "\\n");
      if (${dies}) process.kill(process.pid, "SIGKILL");
    };
    const options = { jobs: 1, version: "${version}", lease: ${LEASE}, signal: ending.signal, done, say: console.error };
    await work("${url}", options);
  `);

const crew = async (): Promise<Crew> => {
  const made = await queueCrew(url, VERSION, () => {});
  crews.push(made);
  return made;
};

const doneBy = (...workers: ReturnType<typeof worker>[]): string[] =>
  workers
    .flatMap(({ said }) => said())
    .filter((line) => line.startsWith("done "))
    .map((line) => line.slice(5))
    .toSorted();

/** How many jobs there are of each kind. */
async function counts(): Promise<Record<string, number>> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue(QUEUE.name, { connection, prefix: QUEUE.prefix });
  const found = await queue.getJobCounts("active", "completed", "failed", "waiting");
  await queue.close();
  connection.disconnect();
  return found;
}

/** Parts that are kept, and how often each was written. */
function memory(parts: Record<string, string> = {}) {
  const writes: Record<string, number> = {};
  const kept = (part: string): Kept => ({
    read: async () => parts[part],
    write: async (text) => {
      parts[part] = text;
      writes[part] = (writes[part] ?? 0) + 1;
    },
  });
  return { kept, writes };
}

describe.skipIf(!isInstalled)(where, () => {
  let local: readonly StudyRecord[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plumbline-redis-"));
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((ready) => probe.once("listening", ready));
    port = (probe.address() as { port: number }).port;
    await new Promise((closed) => probe.close(closed));
    url = `redis://127.0.0.1:${port}`;
    await serve();
    local = await runStudy([small]);
  });
  afterEach(async () => {
    for (const made of crews.splice(0)) await made.close();
    for (const child of children.splice(0)) {
      child.kill("SIGKILL");
      await gone(child);
    }
    const redis = new Redis(url);
    await redis.flushall();
    redis.disconnect();
  });
  afterAll(async () => {
    server.kill();
    await gone(server);
    await rm(folder, { recursive: true });
  });

  it("has the bits of one, in its order, and leaves nothing in Redis", async () => {
    const workers = [worker(), worker()];
    const made = await crew();
    expect(bits(await runStudy([small], { crew: made, version: VERSION }))).toEqual(bits(local));
    await expect.poll(() => doneBy(...workers), { timeout: SOON }).toEqual(titles);
    await made.close();
    expect(await counts()).toEqual(NOTHING);
  });

  it("loses and doubles nothing where a worker is killed in mid-run", async () => {
    const killed = worker({ dies: true });
    const { kept, writes } = memory();
    const running = runStudy([small], { crew: await crew(), version: VERSION, kept });
    await gone(killed.child);
    expect(await counts()).toMatchObject({ active: 1, waiting: 2 }); // it took one more with it
    const other = worker();
    expect(bits(await running)).toEqual(bits(local));
    expect(Object.values(writes)).toEqual(titles.map(() => 1));
    await expect.poll(() => doneBy(killed, other), { timeout: SOON }).toEqual(titles);
  });

  it("goes on where an asker was killed, without running a cell again", async () => {
    const one = worker();
    const asker = run(`
      import { writeSync } from "node:fs";
      import { queueCrew } from "${resolve("dist/study/queue.node.js")}";
      import { runStudy } from "${resolve("dist/study/runStudy.js")}";
      const kept = (part) => ({
        read: async () => undefined,
        write: async (text) => {
          writeSync(1, JSON.stringify([part, text]) + "\\n");
          process.kill(process.pid, "SIGKILL");
        },
      });
      const crew = await queueCrew("${url}", "${VERSION}", () => {});
      await runStudy([${JSON.stringify(small)}], { crew, version: "${VERSION}", kept });
    `);
    await gone(asker.child);
    const [part, text] = JSON.parse(asker.said()[0]);
    const { kept, writes } = memory({ [part]: text });
    const made = await crew();
    expect(bits(await runStudy([small], { crew: made, version: VERSION, kept }))).toEqual(bits(local));
    expect(Object.values(writes)).toEqual(titles.slice(1).map(() => 1));
    await expect.poll(() => doneBy(one), { timeout: SOON }).toEqual(titles);
    await made.close();
    expect(await counts()).toEqual(NOTHING);
  });

  it("takes back on Ctrl-C what nobody has begun, and a worker gives back what it has", async () => {
    const one = worker();
    const made = await crew();
    const interruption = new AbortController();
    const running = runStudy([long], { crew: made, version: VERSION, signal: interruption.signal });
    while ((await counts()).active === 0) await setTimeout(50);
    expect(await counts()).toEqual({ ...NOTHING, active: 1, waiting: 3 });
    interruption.abort();
    await expect(running).rejects.toThrow("aborted");
    await made.close();
    expect(await counts()).toEqual({ ...NOTHING, active: 1 });
    one.child.kill("SIGINT");
    await gone(one.child);
    expect({ code: one.child.exitCode, said: one.said() }).toMatchObject({ code: 0 });
    expect(await counts()).toEqual({ ...NOTHING, waiting: 1 });
  });

  it("waits for a Redis that was lost, and orders again what it has forgotten", async () => {
    const one = worker();
    const running = runStudy([small], { crew: await crew(), version: VERSION });
    await one.until("done ");
    server.kill("SIGKILL");
    await gone(server);
    await serve();
    expect(bits(await running)).toEqual(bits(local));
    await expect.poll(() => one.said(), { timeout: SOON }).toContain(`${url}: there again`);
    expect(one.said()).toContain(`${url}: lost; waiting for it to come back`);
  });

  it("ends on Ctrl-C where Redis is lost, too", async () => {
    const one = worker();
    const made = await crew();
    const interruption = new AbortController();
    const running = runStudy([long], { crew: made, version: VERSION, signal: interruption.signal });
    while ((await counts()).active === 0) await setTimeout(50);
    server.kill("SIGKILL");
    await gone(server);
    await one.until("lost");
    interruption.abort();
    one.child.kill("SIGINT");
    await expect(running).rejects.toThrow("aborted");
    await made.close();
    await gone(one.child);
    expect({ code: one.child.exitCode, said: one.said() }).toMatchObject({ code: 0 });
    await serve();
  });

  it("says what a cell fails with, each time it is asked", async () => {
    const one = worker();
    const { run } = await crew();
    const [cell] = cellsOf(small);
    for (const _ of "12") await expect(run({ ...cell, learner: "nobody" }, {})).rejects.toThrow("no such learner");
    const complaints = (): string[] => one.said().filter((line) => line.includes("no such learner"));
    await expect.poll(complaints, { timeout: SOON }).toHaveLength(2);
  });

  it("refuses workers of another version", async () => {
    worker({ version: "1.2.4" });
    const running = runStudy([small], { crew: await crew(), version: VERSION });
    await expect(running).rejects.toThrow(/another version than the study, 1\.2\.3, got "1\.2\.4"; install 1\.2\.3/);
  });

  it("says that nobody works", async () => {
    const said: string[] = [];
    crews.push(await queueCrew(url, VERSION, (line) => said.push(line)));
    expect(said).toEqual([`nobody works on ${url} yet; start: plumbline work ${url}`]);
  });
});

it.each([
  ["redis://me:secret@127.0.0.1:1/2", 'redis://127.0.0.1:1/2: Redis does not answer, got "connect ECONNREFUSED'],
  ["http://me:secret@host", "the queue: not an address of Redis; write redis://"],
  ["secret", "the queue: not an address of Redis; write redis://"],
])("says what is wrong with %s, but not the password", async (address, words) => {
  const error = await queueCrew(address, VERSION, () => {}).catch((error) => error);
  expect(error.message).toContain(words);
  expect(error.message).not.toContain("secret");
});
