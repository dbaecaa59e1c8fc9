/** A curve of which all but scale and shift is known: σ(s·z + b), at its best on bins' means. */
import type { Knowledge } from "../method/judge.ts";
import { fitScaleShift } from "../method/scaleShift.ts";
import { linkOf } from "../pass/maps.ts";
import type { LinkReference } from "../pass/pass.ts";
import { linkMaps } from "../problem/link.ts";
import { type CurveRule, monotone } from "./mixture.ts";

/** How a curve is fitted by what is known of it. */
export function curveRule({ link, intercept }: Knowledge): CurveRule {
  return link === undefined ? monotone : told(link, intercept);
}

function told(link: LinkReference, intercept: boolean): CurveRule {
  return (means, masses, centers) => {
    const none = new Float64Array(0);
    const [z, y] = [centers.map((at, k) => at * masses[k]), means.map((mean, k) => mean * masses[k])];
    const { scale, shift } = fitScaleShift({ mass: masses, z, y, yy: none, x: none, yx: none }, { link, intercept });
    const values = new Float64Array(centers.length);
    linkMaps(linkOf(link), centers.length).value(
      centers.map((at) => scale * at + shift),
      0,
      values,
      centers.length,
    );
    return values;
  };
}
