/** Figures: records in, SVG out, the same in Node and in a page. */
export { type AnglePoint, type AnglesRecord, angles } from "./angles.ts";
export { type CalibrationRecord, calibration } from "./calibration.ts";
export { type Bin, type CurveRecord, curve } from "./curve.ts";
export type { Figure, SvgDocument, SvgElement } from "./figure.ts";
export { type GapRecord, gap } from "./gap.ts";
export { type GroupWeightsRecord, groupWeights } from "./groupWeights.ts";
export { type PathRecord, path } from "./path.ts";
export { type ResidualsRecord, residuals } from "./residuals.ts";
export { standalone } from "./standalone.ts";
export { type WeightsRecord, weights } from "./weights.ts";
