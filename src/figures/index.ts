/** Figures: records in, SVG out, the same in Node and in a page. */
export { type AnglePoint, type AnglesRecord, angles } from "./angles.ts";
export { type ArrowsRecord, arrows } from "./arrows.ts";
export { type CalibrationRecord, calibration } from "./calibration.ts";
export { type ContourLine, type ContourMark, type ContourRecord, contour } from "./contour.ts";
export { type Bin, type CurveRecord, curve } from "./curve.ts";
export type { Figure, SvgDocument, SvgElement } from "./figure.ts";
export { type GapRecord, gap } from "./gap.ts";
export { type GroupWeightsRecord, groupWeights } from "./groupWeights.ts";
export { type LearningCurvesRecord, learningCurves } from "./learningCurves.ts";
export { logLevels } from "./levels.ts";
export { type LinesRecord, lines } from "./lines.ts";
export { type PathRecord, path } from "./path.ts";
export { type ProfileRecord, profile } from "./profile.ts";
export { type ResidualsRecord, residuals } from "./residuals.ts";
export { standalone } from "./standalone.ts";
export { type SurfaceRecord, surface } from "./surface.ts";
export { type WeightsRecord, weights } from "./weights.ts";
