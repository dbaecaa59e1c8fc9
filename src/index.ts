/** Plumbline's table of contents: what `import { … } from "plumbline-fit"` offers, in Node and in a browser. */
export { fit } from "./fit/fit.ts";
export type { Curve, Model, Score } from "./fit/model.ts";
export type { FitOptions, Progress } from "./fit/options.ts";
export { type Prediction, predict } from "./fit/predict.ts";
export { load, save } from "./fit/save.ts";
export { curveAt } from "./fit/curve.ts";

export { type Arrays, tableOf } from "./data/sources/arrays.ts";
export type { Column, Table } from "./data/table.ts";
export type { Design } from "./data/design.ts";
export { encodeTable } from "./data/encodeTable.ts";

export { learners } from "./learners/index.ts";
export type { Learner } from "./learners/learner.ts";

export { fields } from "./method/fields/index.ts";
export { geometries } from "./method/geometries/index.ts";
export { initializers } from "./method/initializers/index.ts";
export { type Iterate, iterate, type Journey, journey } from "./method/iterate.ts";
export { STOP_SENTENCES, type StopReason } from "./method/result.ts";
export { schedules } from "./method/schedules/index.ts";
export { unwhitened, type Whitening, whiten, withIntercept } from "./method/whiten.ts";

export { memoryPass } from "./pass/memory.ts";
export type { Curve as CurveDescription, FieldRequest, Pass, Request } from "./pass/pass.ts";
export { scalingOf } from "./pass/scaling.ts";
export { together } from "./pass/together.ts";

export { adversaries } from "./problem/adversaries/index.ts";
export { type Link, linkAt } from "./problem/link.ts";
export { links } from "./problem/links/index.ts";
export { ownLink } from "./problem/links/own.ts";
export { marginals } from "./problem/marginals/index.ts";
export { type Sample, type SampleOptions, synthetic } from "./problem/sample.ts";

export { RandomStream } from "./math/random.ts";
export { DataError, UsageError, WorkError } from "./errors.ts";
export { type Catalogue, type Part, part } from "./part.ts";
