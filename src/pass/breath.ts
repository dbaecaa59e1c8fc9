/** Long work on one thread must let events in: progress is drawn, Ctrl-C is heard, a page stays alive. */

/** How long the thread may be held, in milliseconds: too short to be felt. When it is let go changes no result. */
const LONGEST_HOLD = 50;

let since = performance.now();

/**
 * Lets events in if it has been long since the last time.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function breathe(signal?: AbortSignal): Promise<void> {
  if (performance.now() - since > LONGEST_HOLD) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  }
  signal?.throwIfAborted();
}
