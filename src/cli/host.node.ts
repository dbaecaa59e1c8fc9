/** The machine that Node runs on. */
import { access, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, dirname } from "node:path";
import { createInterface } from "node:readline";
import { copyRows } from "../data/copyRows.node.ts";
import { readTable } from "../data/sources/duckdb.node.ts";
import { formatOf, writeFileAtomically, writeTable } from "../data/write.node.ts";
import { suggestion, UsageError, WorkError } from "../errors.ts";
import type { SvgDocument } from "../figures/index.ts";
import type { Host, Output } from "./host.ts";
import { checkOutput } from "./output.node.ts";
import { progressBar } from "./progressBar.node.ts";

type Stream = NodeJS.WriteStream;

/** A host that reads and writes files and these streams, and stops when the signal is aborted. */
export function nodeHost(stdout: Stream, stderr: Stream, signal: AbortSignal): Host {
  const say = (line: string): void => void stderr.write(`plumbline: ${line}\n`);
  return {
    stdout: output(stdout),
    stderr: output(stderr),
    style: { color: hasColor(stdout, process.env), unicode: hasUnicode(process.env) },
    signal,
    readTable: (path, options) => readTable(path, { ...options, signal }),
    writeTable: (path, columns) => writeTable(path, columns, signal),
    copyRows: (from, to, kept) => copyRows(from, to, kept, signal),
    readText: (path) => reading(path, () => readFile(path, "utf8")),
    readBytes: (path) => reading(path, () => readFile(path)),
    hasFile: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    readLines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY, signal }),
    writeText: (path, text) => writeFileAtomically(path, text, signal),
    writeBytes: (path, bytes) => writeFileAtomically(path, bytes, signal),
    png: async (svg) => (await import("../figures/png.node.ts")).pngOf(svg),
    removeFile: (path) => rm(path, { force: true }),
    checkOutput,
    checkTableOutput: async (option, path, inputs) => {
      formatOf(path);
      await checkOutput(option, path, inputs);
    },
    document: async () => {
      const { parseHTML } = await import("linkedom");
      return parseHTML("<html><body></body></html>").document as unknown as SvgDocument;
    },
    crew: async (jobs) => (await import("../study/pool.node.ts")).pool(jobs),
    queueCrew: async (url, version) => (await import("../study/queue.node.ts")).queueCrew(url, version, say),
    work: async (url, { jobs = availableParallelism(), ...options }) =>
      (await import("../study/worker.node.ts")).work(url, { ...options, jobs, signal, say }),
    progressBar: () => progressBar(stderr, hasUnicode(process.env)),
  };
}

function output(stream: Stream): Output {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns || undefined; // some terminals do not know, and say 0
    },
  };
}

/** Colors go to terminals only, unless NO_COLOR or FORCE_COLOR says otherwise (no-color.org). */
export function hasColor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}

/** Whether the locale can show more than ASCII; one that is not set is taken for UTF-8, as terminals are now. */
export function hasUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return locale === "" || /utf-?8/i.test(locale);
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      const names = await readdir(dirname(path)).catch(() => undefined);
      const would = names === undefined ? `there is no folder ${dirname(path)}` : suggestion(basename(path), names);
      throw new UsageError({ where: path, what: "no such file", would });
    }
    if (code === "EISDIR") throw new UsageError({ where: path, what: "a folder, not a model", would: "give a file" });
    if (code === "EACCES")
      throw new UsageError({ where: path, what: "no leave to read it", would: "give another file" });
    throw new WorkError({ where: path, what: "cannot be read", would: `the system says ${code}` });
  }
}
