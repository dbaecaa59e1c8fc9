/** How a numerical process ended. Outcomes are values, never exceptions. */

export type StopReason = "converged" | "stepLimit" | "stalled" | "diverged" | "notFinite" | "aborted";

/** Each reason as a sentence for people. */
export const STOP_SENTENCES: Readonly<Record<StopReason, string>> = {
  converged: "The steps became too small to matter.",
  stepLimit: "All scheduled steps were taken.",
  stalled: "The field vanished: no direction was left to go.",
  diverged: "The weights grew beyond all bounds.",
  notFinite: "A sum was no longer a finite number.",
  aborted: "It was told to stop.",
};
