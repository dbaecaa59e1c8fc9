import { dot, line } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

export interface PathRecord {
  /** The held-out loss after each step of the winning run. */
  readonly losses: readonly number[];
}

/** The held-out loss along the way of the run that won. */
export function path(document: SvgDocument, { losses }: PathRecord): Figure {
  const steps = losses.map((loss, step) => ({ step, loss }));
  const best = steps.reduce((a, b) => (b.loss < a.loss ? b : a), steps[0]);
  return figure(
    document,
    "The way there",
    "Loss (mean squared error) on the rows to choose by, after each step of the run that won; the dot is the iterate that was kept.",
    {
      x: { label: "step", tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : "") },
      y: { label: "loss", grid: true, nice: true },
      marks: [
        line(steps, { x: "step", y: "loss", stroke: colors.fit, strokeWidth: 2 }),
        dot(best === undefined ? [] : [best], { x: "step", y: "loss", r: 4, fill: colors.fit }),
      ],
    },
  );
}
