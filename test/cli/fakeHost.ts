/** A host without a machine: what is written is kept, what is read is given. */
import { parseHTML } from "linkedom";
import type { Host, OutputColumn, ReadOptions } from "../../src/cli/host.ts";
import { run } from "../../src/cli/run.ts";
import type { Table } from "../../src/data/table.ts";
import type { Progress } from "../../src/fit/options.ts";
import { alone } from "../../src/study/runStudy.ts";

export interface Machine {
  readonly tables?: Readonly<Record<string, Table>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly binaries?: Readonly<Record<string, Uint8Array>>;
  /** Lines on standard input. */
  readonly lines?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called with each update of the progress bar. */
  readonly onProgress?: (progress: Progress) => void;
}

interface NumberColumn extends OutputColumn {
  readonly values: Float64Array;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
  readonly binaries: Readonly<Record<string, Uint8Array>>;
  /** Columns of numbers; those of a study may be text. */
  readonly tables: Readonly<Record<string, readonly NumberColumn[]>>;
  /** Rows copied from file to file. */
  readonly copies: Readonly<Record<string, { readonly from: string; readonly kept: Uint8Array }>>;
  /** What the progress bar was told; undefined where there was none. */
  readonly progress: readonly Progress[] | undefined;
  readonly checked: readonly string[];
  /** Of Redis, each with the version, and the threads where there are some. */
  readonly addresses: readonly string[];
  readonly read: readonly { readonly path: string; readonly options: ReadOptions | undefined }[];
}

/** Runs a command line on such a host. */
export async function runOn(machine: Machine, ...argv: string[]): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const files: Record<string, string> = {};
  const binaries: Record<string, Uint8Array> = {};
  const tables: Record<string, readonly NumberColumn[]> = {};
  const copies: Record<string, { from: string; kept: Uint8Array }> = {};
  const checked: string[] = [];
  const addresses: string[] = [];
  const read: { path: string; options: ReadOptions | undefined }[] = [];
  let progress: Progress[] | undefined;
  const host: Host = {
    stdout: { write: (text) => void (written.stdout += text), isTerminal: false },
    stderr: { write: (text) => void (written.stderr += text), isTerminal: true },
    style: { color: false, unicode: true },
    signal: machine.signal ?? new AbortController().signal,
    readTable: async (path, options) => {
      read.push({ path, options });
      return Object.hasOwn(files, path) ? tableOf(files[path]) : given(machine.tables, path);
    },
    readText: async (path) => given({ ...machine.files, ...files }, path),
    readBytes: async (path) => given(machine.binaries, path),
    hasFile: async (path) => Object.hasOwn({ ...machine.files, ...files }, path),
    async *readLines() {
      yield* machine.lines ?? [];
    },
    png: async (svg) => new TextEncoder().encode(svg.slice(0, 4)),
    removeFile: async (path) => void delete files[path],
    writeTable: async (path, columns) => void (tables[path] = columns as readonly NumberColumn[]),
    copyRows: async (from, to, kept) => void (copies[to] = { from, kept }),
    writeBytes: async (path, bytes) => void (binaries[path] = bytes),
    writeText: async (path, text) => void (files[path] = text),
    checkOutput: async (option, path) => void checked.push(`${option} ${path}`),
    checkTableOutput: async (option, path) => void checked.push(`${option} ${path} as a table`),
    document: async () => parseHTML("<html><body></body></html>").document,
    crew: async (jobs) => ({ ...alone, size: jobs }),
    queueCrew: async (url, version) => {
      addresses.push(`${url} ${version}`);
      return { ...alone, size: Number.POSITIVE_INFINITY };
    },
    work: async (url, { jobs, version, done }) => {
      addresses.push(`${url} ${version} ${jobs}`);
      done("a cell", 1.25);
      await new Promise((resolve) => machine.signal?.addEventListener("abort", resolve));
    },
    progressBar: async () => {
      progress = [];
      const update = (each: Progress): void => {
        progress?.push(each);
        machine.onProgress?.(each);
      };
      return { update, stop: () => {} };
    },
  };
  const code = await run(argv, host, "1.2.3");
  return { code, ...written, files, binaries, tables, copies, progress, checked, read, addresses };
}

function given<T>(kept: Readonly<Record<string, T>> = {}, path: string): T {
  if (!Object.hasOwn(kept, path)) throw new Error(`the test gave no ${path}`);
  return kept[path];
}

/** A table that was written as CSV with neither quotes nor gaps. */
function tableOf(csv: string): Table {
  const [heads, ...rows] = csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  const columns = heads.map((name, j): Table["columns"][number] => {
    const cells = rows.map((row) => row[j]);
    const numbers = Float64Array.from(cells, Number);
    if (!numbers.some(Number.isNaN)) return { name, kind: "number", values: numbers, written: "number" };
    const levels = [...new Set(cells)];
    return { name, kind: "text", levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)) };
  });
  return { rows: rows.length, columns, missingMarkers: {}, missingTokens: [] };
}
