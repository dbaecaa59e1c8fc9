/** A worker of a workshop: it is told the subject, and then one task after another. */
import { type Subject, type Task, Worker } from "./task.ts";
import type { Message } from "./workshop.ts";

// Node gives a worker its port in a module, a page in the global object.
const port = (globalThis.process?.getBuiltinModule?.("node:worker_threads").parentPort ?? globalThis) as unknown as {
  addEventListener(type: "message", heard: (event: { data: never }) => void): void;
  start?(): void;
  postMessage(message: Message): void;
};
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
const say = (message: Message): void => port.postMessage(message);

let worker: Worker | undefined;

port.addEventListener("message", ({ data }: { data: Subject | Task }) => {
  if (worker === undefined) {
    worker = new Worker(data as Subject);
    say({ ready: true });
    return;
  }
  worker.perform(data as Task, { between: (share) => say({ share }) }).then(
    (outcome) => say({ outcome }),
    (error) => say({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
port.start?.();
