import { dot, line, ruleY, text } from "@observablehq/plot";
import { colors, type Figure, figure, type SvgDocument } from "./figure.ts";

export interface PathRecord {
  /** The held-out loss after each step of the winning run. */
  readonly losses: readonly number[];
  /** The held-out loss of the best constant, drawn for comparison. */
  readonly constant: number;
}

/** The held-out loss along the way of the run that won. */
export function path(document: SvgDocument, { losses, constant }: PathRecord): Figure {
  const steps = losses.map((loss, step) => ({ step, loss }));
  const best = steps.reduce((a, b) => (b.loss < a.loss ? b : a), steps[0]);
  return figure(
    document,
    "The way there",
    "Held-out loss (mean squared error) after each step of the run that won; the dot is the iterate that was kept, the dashed line the best constant.",
    {
      x: { label: "step", tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : "") },
      y: { label: "held-out loss", grid: true, nice: true, zero: true },
      marks: [
        ruleY([0]),
        ruleY([constant], { stroke: colors.muted, strokeDasharray: "4 4" }),
        text([constant], {
          y: (loss: number) => loss,
          text: () => "constant",
          frameAnchor: "right",
          textAnchor: "end",
          dy: -7,
          fill: colors.muted,
        }),
        line(steps, { x: "step", y: "loss", stroke: colors.fit, strokeWidth: 2 }),
        dot(best === undefined ? [] : [best], { x: "step", y: "loss", r: 4, fill: colors.fit }),
      ],
    },
  );
}
