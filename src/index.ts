/** Plumbline's table of contents: what `import { … } from "plumbline-fit"` offers, in Node and in a browser. */

export type { Design } from "./data/design.ts";
export { encodeTable } from "./data/encodeTable.ts";
export { type Arrays, tableOf } from "./data/sources/arrays.ts";
export type { Column, Table } from "./data/table.ts";
export { DataError, UsageError, WorkError } from "./errors.ts";
export { exportJavaScript } from "./export/javaScript.ts";
export { exportOnnx } from "./export/onnx.ts";
export { curveAt } from "./fit/curve.ts";
export type { CrossFit, Curve, Interval, Intervals, LabelLaw, Model, Radii, Score, Trust } from "./fit/model.ts";
export type { FitOptions, Progress } from "./fit/options.ts";

export { load, save } from "./fit/save.ts";
export { type BasinOptions, type Basins, basinsOf } from "./landscape/basins.ts";
export { type Curve as NetworkCurve, pointAt, straight } from "./landscape/curve.ts";
export { fastEnsemble } from "./landscape/fastEnsemble.ts";
export { gridOf, neuronAt, planeChart, pointsAway, sphereChart, surrogateAt } from "./landscape/neuron.ts";
export { onPlane, type Plane, pathPlane, planePoint, planeThrough, randomPlane } from "./landscape/plane.ts";
export { barrierOf, extremesOf, lengthsOf, type ProfilePoint, timesOf } from "./landscape/profile.ts";
export { type Stationary, stationaryPoints } from "./landscape/stationary.ts";
export { type Kept, measureSurface, type Surface } from "./landscape/surface.ts";
export type { Subject, Task } from "./landscape/task.ts";
export { gaussianTerrain, type PlaneProblem, sampleTerrain, squareTerrain, type Terrain } from "./landscape/terrain.ts";
export { trainCurve } from "./landscape/trainCurve.ts";
export { openWorkshop, type Workshop } from "./landscape/workshop.ts";
export { learners } from "./learners/index.ts";
export type { Learner } from "./learners/learner.ts";
export { anchoredIsotonic, boundedIsotonic, lipschitzIsotonic } from "./math/boundedIsotonic.ts";
export { hermite, hermiteCoefficient } from "./math/hermite.ts";
export { isotonicFit, isotonicRegression } from "./math/isotonic.ts";
export { isotonicMedian, isotonicMedianFit } from "./math/isotonicMedian.ts";
export { gaussHermite, gaussLegendre, normalExpectation } from "./math/quadrature.ts";
export { RandomStream } from "./math/random.ts";
export type { Field, FieldOf, Frame, KnownLink } from "./method/field.ts";
export { fields } from "./method/fields/index.ts";
export { geometries } from "./method/geometries/index.ts";
export type { Geometry } from "./method/geometry.ts";
export type { Initializer, StartContext } from "./method/initializer.ts";
export { initializers } from "./method/initializers/index.ts";
export { type Iterate, iterate, type Journey, journey } from "./method/iterate.ts";
export type { Bench, Candidate, Knowledge, Verdict } from "./method/judge.ts";
export { STOP_SENTENCES, type StopReason } from "./method/result.ts";
export type { Moment, Schedule } from "./method/schedule.ts";
export { schedules } from "./method/schedules/index.ts";
export type { Found, Trial } from "./method/trial.ts";
export { unwhitened, type Whitening, whiten, withIntercept } from "./method/whiten.ts";
export type { Batch, ClassifiedRows } from "./network/classifiedRows.ts";
export { type Descent, descend, type Standing } from "./network/descend.ts";
export { idxRows } from "./network/idx.ts";
export { contextInto, type LanguageModelSize, languageModel } from "./network/languageModel.ts";
export type { Layer } from "./network/layer.ts";
export { layers } from "./network/layers/index.ts";
export type { Layout, Place } from "./network/layout.ts";
export { type Architecture, type Measured, type Network, type NetworkRun, network } from "./network/network.ts";
export { halfThenLinear, type StepSchedule, triangles } from "./network/schedule.ts";
export { flat, type Shape } from "./network/shape.ts";
export { softmax, softmaxCrossEntropy } from "./network/softmaxCrossEntropy.ts";
export { SYMBOLS, symbolsOf } from "./network/symbols.ts";
export { TRAINING, type Training, train } from "./network/train.ts";
export { type Catalogue, type Part, part } from "./part.ts";
export { memoryPass } from "./pass/memory.ts";
export { openStore } from "./pass/openStore.ts";
export type { Curve as CurveDescription, FieldRequest, Pass, Request } from "./pass/pass.ts";
export { scalingOf } from "./pass/scaling.ts";
export type { PackOptions, Store } from "./pass/store.ts";
export { together } from "./pass/together.ts";
export { adversaries } from "./problem/adversaries/index.ts";
export { type Link, linkAt } from "./problem/link.ts";
export { links } from "./problem/links/index.ts";
export { ownLink } from "./problem/links/own.ts";
export { marginals } from "./problem/marginals/index.ts";
export { type Sample, type SampleOptions, synthetic } from "./problem/sample.ts";
export {
  type ChiSquareFit,
  type ChiSquareIterate,
  type ChiSquareOptions,
  type ChiSquareProblem,
  chiSquareNeuron,
} from "./shift/chiSquareNeuron.ts";
export { type Constants, practicalConstants, theoreticalConstants } from "./shift/constants.ts";
export {
  type Controller,
  type DomainLoss,
  type MixtureState,
  mixtureStep,
  type Observation,
  startMixture,
} from "./shift/controller.ts";
export { controllers } from "./shift/controllers/index.ts";
export { type Divergence, penalizedLoss, type WorstCase, worstCase } from "./shift/divergence.ts";
export { divergences } from "./shift/divergences/index.ts";
export { type GroupedRows, type GroupFrame, groupedRows } from "./shift/groupedRows.ts";
export {
  type GroupFit,
  type GroupOptions,
  type GroupProblem,
  type GroupStep,
  groupNeuron,
} from "./shift/groupNeuron.ts";
export { type OwnLosses, ownLosses } from "./shift/ownLosses.ts";
export type { LabeledRows } from "./shift/rows.ts";
export { projectOntoSimplex } from "./shift/simplex.ts";
export { fit } from "./trust/fit.ts";
export { type Ends, type PredictionWithin, type PredictOptions, predict } from "./trust/predict.ts";
export { type Disputed, disputed, type Suspect, suspects } from "./trust/suspects.ts";
