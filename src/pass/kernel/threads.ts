/**
 * Threads, in Node and in a page alike. Node's are in a module. Importing it would keep the library from running in a
 * page, even by a dynamic import, since bundlers follow those, too; so Node is asked for it at run time, and this is
 * the one file that does.
 */

/** A thread that runs worker.js. */
export interface Thread {
  /** Posts its first message. */
  post(message: unknown): void;
  /** Ends it at once. */
  end(): void;
  /** Whether the process stays alive for it. */
  hold(whether: boolean): void;
}

/** What is heard of a thread. */
export interface Hearing {
  message(): void;
  /** It ended, or is about to; why, in a few words. Not called more than once. */
  ended(why: string): void;
}

/** The page's Worker, as far as it is used here. */
interface PageWorker {
  addEventListener(
    type: "message" | "error",
    heard: (event: { message?: string; preventDefault(): void }) => void,
  ): void;
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (url: URL, options: { type: "module"; name: string }) => PageWorker;

const node = <const Name extends "node:worker_threads" | "node:os">(name: Name) =>
  globalThis.process?.getBuiltinModule?.(name);

/** How many threads run at once here; 1 where threads cannot share memory, as in a page that is not cross-origin isolated. */
export function threadsHere(): number {
  const { crossOriginIsolated, navigator } = globalThis as {
    crossOriginIsolated?: boolean;
    navigator?: { hardwareConcurrency?: number };
  };
  if (typeof SharedArrayBuffer === "undefined" || crossOriginIsolated === false) return 1;
  return node("node:os")?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 1;
}

/** Starts a thread. @throws where the engine has none */
export function startThread(hearing: Hearing): Thread {
  const threads = node("node:worker_threads");
  return threads === undefined ? inPage(hearing) : inNode(threads, hearing);
}

function inNode(
  threads: NonNullable<ReturnType<typeof node<"node:worker_threads">>>,
  { message, ended }: Hearing,
): Thread {
  // The flags of this process, a loader or a profiler say, are not for a thread that only computes.
  const worker = new threads.Worker(new URL("./worker.js", import.meta.url), { name: "plumbline", execArgv: [] });
  let over = false;
  const once = (why: string) => {
    if (!over) ended(why);
    over = true;
  };
  worker.on("message", message);
  worker.on("error", (error) => once(String(error)));
  worker.on("exit", (code) => once(`exit code ${code}`));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
    post: (first) => worker.postMessage(first),
    end: () => void worker.terminate(),
    hold: (whether) => (whether ? worker.ref() : worker.unref()),
  };
}

function inPage({ message, ended }: Hearing): Thread {
  // Written out, since it is by this expression that bundlers find the worker.
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "plumbline" });
  worker.addEventListener("message", message);
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    ended(event.message ?? "it could not be loaded");
  });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
    post: (first) => worker.postMessage(first),
    end: () => worker.terminate(),
    hold: () => {},
  };
}
