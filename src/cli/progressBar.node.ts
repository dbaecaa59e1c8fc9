/** A progress bar on a terminal. */
import type { ProgressBar } from "./host.ts";

const none: ProgressBar = { update: () => {}, stop: () => {} };

/** A bar of what share of the work is done; nothing at all where the stream is no terminal. */
export async function progressBar(stream: NodeJS.WriteStream, unicode: boolean): Promise<ProgressBar> {
  if (!stream.isTTY) return none;
  const { SingleBar } = (await import("cli-progress")).default;
  const bar = new SingleBar({
    stream,
    format: "{bar} {percentage} %  {stage}",
    barCompleteChar: unicode ? "━" : "=",
    barIncompleteChar: unicode ? "─" : "-",
    barsize: 30,
    autopadding: true,
    clearOnComplete: true,
    hideCursor: true,
    // Ctrl-C is the command's to handle: it stops the bar and the work.
    gracefulExit: false,
  });
  bar.start(1, 0, { stage: "" });
  return {
    update: ({ stage, done }) => bar.update(done, { stage }),
    stop: () => bar.stop(),
  };
}
