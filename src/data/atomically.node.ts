/** Files that are written whole or not at all. */
import { randomUUID } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError, WorkError } from "../errors.ts";

/**
 * Lets `write` fill a temporary file beside `path`, which then takes its place; when anything fails, or the signal is
 * aborted, nothing is left behind. A device or pipe is written to as it is.
 *
 * @throws UsageError where no file can be; WorkError when the disk is full or fails; the signal's reason.
 */
export async function atomically(
  path: string,
  write: (temporary: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    signal?.throwIfAborted();
    const target = await realpath(path).catch(() => path);
    const kind = await stat(target).catch(() => undefined);
    if (kind?.isDirectory()) throw new UsageError({ where: path, what: "a folder", would: "give a file name" });
    if (kind !== undefined && !kind.isFile()) return await write(target);
    const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
    try {
      await withFile(temporary, "w", async () => {}); // whether a file can be here at all, in the system's words
      await write(temporary);
      await withFile(temporary, "r", (file) => file.sync());
      signal?.throwIfAborted();
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw writingError(path, error);
  }
}

/** Opens a file for some work on it, and closes it. */
export async function withFile(
  path: string,
  flags: "r" | "w",
  work: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

function writingError(path: string, error: unknown): unknown {
  const { code = "", message = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new UsageError({ where: path, what: `no such folder`, got: dirname(path), would: "make it first" });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new UsageError({ where: path, what: "no leave to write here", would: "choose another folder" });
  }
  if (code === "ENOSPC" || code === "EDQUOT" || /no space left/i.test(message)) {
    return new WorkError({ where: path, what: "the disk is full", would: "make room and run again" });
  }
  if (code !== "") return new WorkError({ where: path, what: `cannot be written (${code})` });
  return error;
}
