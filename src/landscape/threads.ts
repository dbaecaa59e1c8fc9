/** Threads that run worker.ts, in Node and in a page; see `pass/kernel/threads.ts` for why Node is asked at run time. */

export interface Thread {
  post(message: unknown): void;
  end(): void;
}

export interface Hearing<M> {
  message(message: M): void;
  ended(why: string): void;
}

interface PageWorker {
  addEventListener(type: string, heard: (event: { data: never; message?: string }) => void): void;
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (url: URL, options: { type: "module"; name: string }) => PageWorker;

/** Starts a thread. @throws where the engine has none */
export function startThread<M>({ message, ended }: Hearing<M>): Thread {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (threads !== undefined) {
    const worker = new threads.Worker(new URL("./worker.js", import.meta.url), { name: "plumbline", execArgv: [] });
    worker.on("message", message);
    worker.on("error", (error) => ended(String(error)));
    worker.on("exit", (code) => ended(`exit code ${code}`));
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
      post: (first) => worker.postMessage(first),
      end: () => void worker.terminate(),
    };
  }
  // Written out, since it is by this expression that bundlers find the worker.
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "plumbline" });
  worker.addEventListener("message", ({ data }) => message(data));
  worker.addEventListener("error", ({ message: why }) => ended(why ?? "it could not be loaded"));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
    post: (first) => worker.postMessage(first),
    end: () => worker.terminate(),
  };
}
