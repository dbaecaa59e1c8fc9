import type { Trial } from "../method/trial.ts";
import { linkOf } from "../pass/maps.ts";

/** The step size that suits the link's curvature: 1/L^power in whitened coordinates, 1 where the link is not Lipschitz. */
export function stepOf({ knowledge: { link } }: Trial, power: 1 | 2): number {
  const lipschitz = link === undefined ? 1 : linkOf(link).lipschitz;
  if (!Number.isFinite(lipschitz) || lipschitz === 0) return 1;
  return power === 1 ? 1 / lipschitz : 1 / (lipschitz * lipschitz);
}
