/** A curve as numbers, for assembly/map.ts; `opcodes.ts` says what they mean. */
import type { FormulaLink } from "../../problem/link.ts";
import { linkOf } from "../maps.ts";
import type { Curve } from "../pass.ts";
import { Formulas } from "./formulas.ts";
import { type Constant, filled, numbered, type Template } from "./instructions.ts";
import { DEGREE, KNOTS, OWN } from "./opcodes.ts";

type LinkCurve = Extract<Curve, { link: unknown }>;
type KnotsCurve = Extract<Curve, { knots: unknown }>;
type DegreeCurve = Extract<Curve, { degree: unknown }>;

export function encodeCurve(curve: Curve): Float64Array {
  if ("knots" in curve) return encodeKnots(curve);
  if ("degree" in curve) return encodeDegree(curve);
  return encodeLink(curve);
}

function encodeLink({ link: reference, scale, shift, smoothing, form }: LinkCurve): Float64Array {
  const link = linkOf(reference);
  if ("at" in link) return Float64Array.of(OWN);
  const line = { factor: scale * smoothing, shift, tau: scale * Math.sqrt(1 - smoothing * smoothing), scale };
  const isMoved = line.factor !== 1 || shift !== 0;
  return filled(templateOf(link, form, line.tau === 0, isMoved, scale !== 1), line);
}

/** Templates made already: every step of a path asks for one with other constants. */
const made = new WeakMap<FormulaLink, Map<string, Template>>();

function templateOf(
  link: FormulaLink,
  form: LinkCurve["form"],
  isPlain: boolean,
  isMoved: boolean,
  isScaled: boolean,
): Template {
  const templates = made.get(link) ?? new Map<string, Template>();
  made.set(link, templates);
  const key = `${form} ${isPlain} ${isMoved} ${isScaled}`;
  const known = templates.get(key);
  if (known !== undefined) return known;
  const formulas = new Formulas(isMoved);
  const m = formulas.value(isPlain ? link.value : link.smooth);
  const one: Constant = { key: "1", at: () => 1 };
  const slope = isPlain ? link.slope : link.smoothSlope;
  const h = form === "matching" ? one : formulas.weight(slope, isScaled, form === "rootSlope");
  const template = numbered(formulas.instructions, m, h);
  templates.set(key, template);
  return template;
}

function encodeDegree({ degree, coefficient }: DegreeCurve): Float64Array {
  const steps = degree - 1;
  const encoded = new Float64Array(3 + 2 * steps);
  encoded.set([DEGREE, steps, coefficient * Math.sqrt(degree)]);
  for (let j = 0; j < steps; j++) encoded.set([Math.sqrt(j), Math.sqrt(j + 1)], 3 + 2 * j);
  return encoded;
}

/** Numbers before the knots. */
const KNOTS_HEADER = 6;
/** 1.5·2⁵²: to add it and take it off again leaves the nearest whole number, as in assembly/maps/knots.ts. */
const ROUNDING = 6755399441055744;

function encodeKnots({ knots, m, h }: KnotsCurve): Float64Array {
  const count = knots.length;
  const cells = 2 * count + 1;
  const span = count === 0 ? 0 : knots[count - 1] - knots[0];
  const lowest = span > 0 && span < Number.POSITIVE_INFINITY ? knots[0] : 0;
  const perUnit = (cells - 1) / span;
  const rate = perUnit > 0 && perUnit < Number.POSITIVE_INFINITY ? perUnit : 0;
  // Knots in the cells up to each, and the most in one.
  const upTo = new Int32Array(cells);
  for (let k = 0; k < count; k++) {
    const place = (knots[k] - lowest) * rate;
    upTo[(place > 0 ? Math.min(place, cells - 1) : 0) + ROUNDING - ROUNDING]++;
  }
  let most = 0;
  for (let cell = 0; cell < cells; cell++) {
    most = Math.max(most, upTo[cell]);
    if (cell > 0) upTo[cell] += upTo[cell - 1];
  }
  const reach = most === 0 ? 0 : 1 << (32 - Math.clz32(most));

  const guide = KNOTS_HEADER + count + Math.max(reach, 1);
  const values = guide + ((cells + 1) >> 1);
  const encoded = new Float64Array(values + 2 * (count + 1));
  const integers = new Int32Array(encoded.buffer);
  encoded.set([KNOTS, lowest, rate, cells - 1]);
  integers.set([8 * guide, 8 * values, 4 * reach, 0], 8);
  encoded.set(knots, KNOTS_HEADER);
  encoded.fill(Number.NaN, KNOTS_HEADER + count, guide);
  for (let cell = 1; cell < cells; cell++) integers[2 * guide + cell] = 8 * upTo[cell - 1];
  for (let bin = 0; bin <= count; bin++) {
    encoded[values + 2 * bin] = m[bin];
    encoded[values + 2 * bin + 1] = h[bin];
  }
  return encoded;
}
