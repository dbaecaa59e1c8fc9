/** The planes that are measured: through optima and their curve, and around one of the narrowest network. */
import type { Subject } from "../../landscape/task.ts";
import { someRows } from "../../network/classifiedRows.ts";
import type { ExperimentOptions } from "../experiment.ts";
import { curvePlane, directionsPlane, measurePlane, optimaPlane, trainingPlane } from "../optimaPlanes.ts";
import type { Run } from "./rises.ts";
import type { Settings } from "./settings.ts";

export const PLANES = 4;

export async function measurePlanes(
  { sizes, fineSizes, planeRows }: Settings,
  { kept, signal }: ExperimentOptions,
  subjectOf: (width: number) => Subject,
  tried: readonly Run[],
  shown: readonly Run[],
  tell: (name: string, share: number) => void,
) {
  const few = (width: number): Subject => {
    const { learned, ...rest } = subjectOf(width);
    return { ...rest, learned: someRows(learned, 0, planeRows) };
  };
  const [first] = shown;
  const third = (shown[1] ?? tried.find(({ width }) => width === first.width)!).ends[0];
  const [narrow] = tried;
  const planes = [
    curvePlane(few(first.width), first, sizes),
    optimaPlane(few(first.width), [...first.ends, third], sizes),
    directionsPlane(few(narrow.width), narrow.ends[0], narrow.seed, fineSizes),
    trainingPlane(few(narrow.width), narrow.path, fineSizes),
  ];
  const measured = [];
  for (const [k, plane] of planes.entries()) {
    const progress = (share: number): void => tell(plane.name, k + share);
    measured.push(await measurePlane(plane, { signal, kept: kept?.(plane.name), progress }));
  }
  return measured;
}
