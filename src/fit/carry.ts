/** What was learned on some rows, carried to others. */
import { unit } from "../math/vectors.ts";
import type { Trial } from "../method/trial.ts";
import { type Carried, type Learned, rescaled, type Whole } from "./procedure.ts";
import { settled } from "./settled.ts";

/** The same direction, refined on other rows. */
export async function carry(learned: Learned, whole: Whole): Promise<Carried> {
  const { explanation } = learned;
  if (explanation && "over" in explanation) return explanation.over(whole);
  if (explanation) return settled(learned, explanation, whole);
  const { learner, found, trial, scaling } = learned;
  const { pass, some, whitening } = whole;
  const start = whitening.coordinates(rescaled(trial.whitening.line(found.w), scaling, whole.scaling));
  const there: Trial = { ...trial, train: pass, small: some, bench: { train: pass, heldOut: pass }, whitening };
  const candidate = await learner.again({ ...found, w: unit(start) }, there);
  return { ...whole, line: whitening.line(candidate.w), candidate };
}
