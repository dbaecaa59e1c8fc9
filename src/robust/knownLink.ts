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
  return (means, masses, centers, near) => {
    const none = new Float64Array(0);
    const [z, y] = [centers.map((at, k) => at * masses[k]), means.map((mean, k) => mean * masses[k])];
    const profile = { mass: masses, z, y, yy: none, x: none, yx: none };
    const { scale, shift } = fitScaleShift(profile, { link, intercept, ...(near && { near }) });
    const u = new Float64Array(centers.length);
    linkMaps(linkOf(link), u.length).value(
      centers.map((at) => scale * at + shift),
      0,
      u,
      u.length,
    );
    return { u, link: { scale, shift } };
  };
}
