/** What a model file must look like, checked when it is read and written out as schema/model.schema.json. */
import * as z from "zod/mini";
import type { Model } from "./model.ts";

const numbers = z.array(z.number());
const names = z.array(z.string());

const curve = z.union([
  z.object({ rule: z.enum(["step", "linear"]), knots: numbers, values: numbers, extend: z.optional(z.boolean()) }),
  z.object({
    name: z.string(),
    parameters: z.record(z.string(), z.union([z.number(), numbers])),
    scale: z.number(),
    shift: z.number(),
  }),
]);

const score = z.object({
  loss: z.number(),
  r2: z.number(),
  logLoss: z.optional(z.number()),
  auc: z.optional(z.number()),
});

const feature = z.union([
  z.object({ name: z.string(), column: z.string(), kind: z.enum(["number", "other"]) }),
  z.object({ name: z.string(), column: z.string(), kind: z.literal("level"), level: z.string() }),
]);

const encodedColumn = z.union([
  z.object({ name: z.string(), kind: z.literal("number"), fill: z.optional(z.number()) }),
  z.object({
    name: z.string(),
    kind: z.literal("text"),
    levels: names,
    baseline: z.string(),
    others: z.boolean(),
    fill: z.optional(z.string()),
  }),
]);

const encoding = z.object({
  features: z.array(feature),
  columns: z.array(encodedColumn),
  dropped: z.array(
    z.object({
      column: z.string(),
      why: z.enum(["constant", "duplicate", "identifier", "missing", "asked"]),
      of: z.optional(z.string()),
    }),
  ),
  target: z.union([
    z.object({ column: z.string(), kind: z.literal("real") }),
    z.object({ column: z.string(), kind: z.literal("binary"), positive: z.string(), negative: z.string() }),
  ]),
  missing: z.enum(["error", "drop", "mean"]),
  missingTokens: names,
});

const outliers = z.object({ center: z.number(), spread: z.number() });

const along = z.object({ weights: numbers, offset: z.number() });
const wrongLabels = z.discriminatedUnion("story", [
  z.object({ story: z.literal("flips"), along, floor: z.number(), ceiling: z.number() }),
  z.object({ story: z.literal("gate"), along, gate: z.optional(along), share: numbers, own: numbers }),
]);

const labelLaw = z.object({
  noise: z.object({ law: z.enum(["normal", "studentT2"]), scale: z.number(), least: z.number() }),
  shares: z.object({ z: numbers, values: numbers }),
  outliers,
  cause: z.optional(
    z.object({
      changes: z.enum(["spread", "odds"]),
      along: z.array(z.object({ weights: numbers, offset: z.number(), z: numbers, values: numbers })),
      follows: z.optional(z.object({ z: numbers, values: numbers, noise: z.number(), outliers })),
    }),
  ),
});

const radii = z.object({ levels: numbers, radii: numbers });
const crossFit = z.object({
  weights: numbers,
  offset: z.number(),
  link: curve,
  any: radii,
  clean: z.optional(radii),
});
const interval = z.tuple([z.number(), z.number()]);

export const modelSchema: z.ZodMiniType<Model> = z.object({
  format: z.literal("plumbline-model"),
  version: z.literal(1),
  learner: z.string(),
  knownLink: z.boolean(),
  seed: z.number(),
  encoding,
  features: names,
  weights: numbers,
  offset: z.number(),
  centers: numbers,
  standardized: numbers,
  effects: numbers,
  link: curve,
  heldOut: z.object({
    rows: z.number(),
    fit: score,
    constant: score,
    linear: score,
    linearIsotonic: score,
    calibration: z.optional(z.array(z.object({ predicted: z.number(), observed: z.number(), rows: z.number() }))),
    opt: z.number(),
  }),
  rows: z.object({ read: z.number(), used: z.number(), fit: z.number(), heldOut: z.number() }),
  contamination: z.object({
    share: z.number(),
    interval: z.optional(z.object({ low: z.number(), high: z.number() })),
    gain: z.number(),
    law: z.optional(labelLaw),
    classes: z.optional(wrongLabels),
  }),
  rivals: z.array(
    z.object({
      weights: numbers,
      standardized: numbers,
      link: curve,
      law: z.optional(labelLaw),
      classes: z.optional(wrongLabels),
      angle: z.number(),
      gap: z.number(),
    }),
  ),
  shortList: z.optional(
    z.object({
      columns: z.array(z.string()),
      cost: z.number(),
      path: z.array(z.object({ columns: z.number(), r2: z.number() })),
    }),
  ),
  candidates: z.array(
    z.object({
      name: z.string(),
      measure: z.enum(["squareLoss", "logLikelihood"]),
      gap: z.number(),
      error: z.number(),
      angle: z.optional(z.number()),
    }),
  ),
  shift: z.optional(
    z.object({
      column: z.string(),
      shift: z.enum(["chi2", "kl", "none"]),
      nu: z.number(),
      penalty: z.number(),
      reference: z.enum(["own", "none"]),
      groups: z.array(
        z.object({
          name: z.string(),
          rows: z.number(),
          trusted: z.number(),
          weight: z.number(),
          own: z.optional(z.number()),
          alike: z.nullable(z.number()),
          robust: z.nullable(z.number()),
        }),
      ),
      path: z.object({ steps: numbers, groups: numbers, weights: z.array(numbers) }),
    }),
  ),
  trust: z.optional(
    z.object({
      intervals: z.optional(
        z.object({
          level: z.number(),
          method: z.enum(["sandwich", "bootstrap"]),
          columns: z.array(z.object({ weight: interval, effect: interval, p: z.number() })),
          angle: z.number(),
        }),
      ),
      prediction: z.optional(z.object({ any: radii, clean: z.optional(radii), folds: z.optional(z.array(crossFit)) })),
      signal: z.optional(
        z.object({
          statistic: z.number(),
          freedom: z.number(),
          p: z.number(),
          angle: z.number(),
          rows: z.number(),
        }),
      ),
      index: z.optional(z.object({ skewness: z.number(), excess: z.number(), distance: z.number() })),
      freeCurve: z.optional(z.object({ gain: z.number(), evidence: z.number() })),
    }),
  ),
  ridge: z.object({ chosen: z.number(), tried: z.array(z.object({ ridge: z.number(), loss: z.number() })) }),
  stop: z.object({ reason: z.string(), sentence: z.string() }),
  sweeps: z.number(),
  bytes: z.number(),
  seconds: z.number(),
  notices: names,
  picture: z.object({
    bins: z.array(z.object({ z: z.number(), mean: z.number(), deviation: z.number(), rows: z.number() })),
    path: numbers,
  }),
  recipe: z.string(),
}) as unknown as z.ZodMiniType<Model>;
