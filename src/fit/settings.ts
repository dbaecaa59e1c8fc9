/** From options to a procedure: which learner, told which link. */
import { UsageError } from "../errors.ts";
import { learners } from "../learners/index.ts";
import type { Learner } from "../learners/learner.ts";
import type { Knowledge } from "../method/judge.ts";
import { parsePart } from "../part.ts";
import type { LinkReference } from "../pass/pass.ts";
import type { Link } from "../problem/link.ts";
import { links } from "../problem/links/index.ts";
import type { FitOptions } from "./options.ts";

/** More corrupted labels than clean ones cannot be told from clean ones. */
const MOST_CONTAMINATION = 0.49;

/** Fewer draws do not tell an interval of nine in ten. */
const FEWEST_DRAWS = 20;

export interface Settings {
  readonly learner: Learner;
  /** Whether the plain direction competes with the learner's: when neither learner nor link was asked for. */
  readonly contested: boolean;
  readonly knowledge: Knowledge;
  readonly contamination: "auto" | number;
  readonly seed: number;
  readonly confidence?: number;
}

/** @throws UsageError for options that do not go together */
export function settingsOf({
  link = "unknown",
  learner: wanted,
  intercept = true,
  confidence,
  threads = 1,
  storage = "f64",
  bootstrap = 0,
  folds = 0,
  contamination,
  seed = 1,
}: FitOptions): Settings {
  const learner = parsePart("learner", learners, wanted ?? (link === "unknown" ? "monotoneSim" : "monotoneGlm"));
  const told =
    link === "unknown"
      ? undefined
      : referenceTo(typeof link === "string" ? parsePart("link", links, link) : link, learner);
  if (learner.link === "told" && told === undefined) {
    throw new UsageError({
      where: "learner",
      what: `${learner.name} must be told the link`,
      would: "name one, such as relu, or use monotoneSim",
    });
  }
  if (learner.link !== "told" && told !== undefined) {
    const would = "leave the link out, or use monotoneGlm";
    throw new UsageError({ where: "learner", what: `${learner.name} cannot be told a link`, got: told.name, would });
  }
  if (!intercept && learner.link === "found") {
    throw new UsageError({
      where: "intercept",
      what: "an unknown curve has no intercept to fix",
      would: "name a link",
    });
  }
  if (confidence !== undefined && !(confidence > 0 && confidence < 1)) {
    throw new UsageError({
      where: "confidence",
      what: "not a probability",
      got: confidence,
      would: "give 1 − δ, such as 0.95",
    });
  }
  const isShare = (of: number): boolean => typeof of === "number" && of >= 0 && of <= MOST_CONTAMINATION;
  if (contamination !== undefined && contamination !== "auto" && !isShare(contamination)) {
    const would = `give "auto", or a share from 0 to ${MOST_CONTAMINATION}`;
    throw new UsageError({ where: "contamination", what: "not a share of the labels", got: contamination, would });
  }
  if (!(bootstrap === 0 || (Number.isInteger(bootstrap) && bootstrap >= FEWEST_DRAWS))) {
    const would = `give ${FEWEST_DRAWS} or more, such as 200`;
    throw new UsageError({
      where: "bootstrap",
      what: "not a number of draws that tells an interval",
      got: bootstrap,
      would,
    });
  }
  if (!(folds === 0 || (Number.isInteger(folds) && folds >= 2))) {
    throw new UsageError({
      where: "folds",
      what: "not a number of folds",
      got: folds,
      would: "give 2 or more, such as 10",
    });
  }
  if (storage !== "f64" && storage !== "f32") {
    throw new UsageError({
      where: "storage",
      what: "not known",
      got: storage,
      would: "give f64, or f32 for half the memory",
    });
  }
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new UsageError({ where: "threads", what: "not a number of threads", got: threads, would: "give 1 or more" });
  }
  const used = learner.link === "told" ? told?.reference : learner.link === "found" ? undefined : learner.link;
  return {
    learner,
    contested: wanted === undefined && told === undefined,
    knowledge: { ...(used && { link: used }), intercept, fixed: false },
    // A learner that was asked for by name does what it does.
    contamination: contamination ?? (wanted === undefined ? "auto" : 0),
    seed,
    ...(confidence !== undefined && { confidence }),
  };
}

function referenceTo(link: Link, { anyShape }: Learner): { name: string; reference: LinkReference } {
  if (!link.monotone && !anyShape) {
    const would = "use a monotone link, or a learner of any, such as gaussianSim";
    throw new UsageError({ where: "link", what: "not monotone", got: link.name, would });
  }
  return {
    name: link.name,
    reference: "at" in link ? { own: link } : { name: link.name, parameters: link.parameters },
  };
}
