/**
 * Formulas over an index m seen through Gaussian noise of spread τ: a link is written once, as data, and
 * everything else follows from it — its value at a point, its map over a block of rows, its derivative, its text.
 *
 * Two variables only: `m` (the mean of the index) and `tau` (its spread, a scalar within a sweep). Parameters are
 * nodes that carry their symbol and value.
 */
import { exp, log1p, tanh } from "./elementary.ts";
import { normalDensity, normalDistribution, smoothedRamp } from "./normal.ts";

/** A formula, as plain data. */
export type Formula = Variable | Constant | Unary | Binary;
type Variable = { readonly op: "m" } | { readonly op: "tau" };
type Constant = { readonly op: "number"; readonly value: number; readonly symbol?: string };
type Unary = { readonly op: UnaryOp; readonly a: Formula };
type Binary = { readonly op: BinaryOp; readonly a: Formula; readonly b: Formula };

const isBinary = (f: Formula): f is Binary => "b" in f;

/** step(a) = 1 where a ≥ 0, else 0; `cdf` is Φ and `density` φ of the standard normal law. */
export type UnaryOp = "exp" | "log1p" | "tanh" | "sqrt" | "abs" | "step" | "cdf" | "density";
/** `ramp`(a, b) = E (a + b u)₊ for u ~ N(0, 1), b ≥ 0 a scalar. */
export type BinaryOp = "add" | "multiply" | "divide" | "maximum" | "ramp";

const UNARY: Readonly<Record<UnaryOp, (a: number) => number>> = {
  exp,
  log1p,
  tanh,
  sqrt: Math.sqrt,
  abs: Math.abs,
  step: (a) => (a >= 0 ? 1 : 0),
  cdf: normalDistribution,
  density: normalDensity,
};

const BINARY: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: Math.max,
  ramp: smoothedRamp,
};

/** The mean of the index: z itself where nothing is smoothed, ρz where the smoothing is ρ. */
export const m: Formula = { op: "m" };
/** The spread τ = √(1 − ρ²) of the index. */
export const tau: Formula = { op: "tau" };
/** A constant, or a parameter when it has a symbol. */
export const number = (value: number, symbol?: string): Formula =>
  symbol === undefined ? { op: "number", value } : { op: "number", value, symbol };

type Term = Formula | number;
const node = (term: Term): Formula => (typeof term === "number" ? number(term) : term);
const isNumber = (f: Formula, value: number): boolean =>
  f.op === "number" && f.symbol === undefined && f.value === value;

/** The sum of the terms; zeros vanish. */
export const add = (...terms: Term[]): Formula =>
  terms
    .map(node)
    .filter((term) => !isNumber(term, 0))
    .reduce<Formula | undefined>((a, b) => (a === undefined ? b : { op: "add", a, b }), undefined) ?? number(0);

/** The product of the factors; ones vanish and a zero is all that remains of a product that has one. */
export const multiply = (...factors: Term[]): Formula => {
  const nodes = factors.map(node);
  if (nodes.some((factor) => isNumber(factor, 0))) return number(0);
  const rest = nodes.filter((factor) => !isNumber(factor, 1));
  return (
    rest.reduce<Formula | undefined>((a, b) => (a === undefined ? b : { op: "multiply", a, b }), undefined) ?? number(1)
  );
};

export const divide = (a: Term, b: Term): Formula =>
  isNumber(node(a), 0) || isNumber(node(b), 1) ? node(a) : { op: "divide", a: node(a), b: node(b) };
export const negate = (a: Term): Formula => multiply(-1, a);
export const subtract = (a: Term, b: Term): Formula => add(a, negate(b));
export const square = (a: Term): Formula => multiply(a, a);
export const maximum = (a: Term, b: Term): Formula => ({ op: "maximum", a: node(a), b: node(b) });
export const minimum = (a: Term, b: Term): Formula => negate(maximum(negate(a), negate(b)));
export const ramp = (a: Term, b: Term): Formula => ({ op: "ramp", a: node(a), b: node(b) });
const unary =
  (op: UnaryOp) =>
  (a: Term): Formula => ({ op, a: node(a) });
export const exponential: (a: Term) => Formula = unary("exp");
export const logOnePlus: (a: Term) => Formula = unary("log1p");
export const hyperbolicTangent: (a: Term) => Formula = unary("tanh");
export const squareRoot: (a: Term) => Formula = unary("sqrt");
export const absolute: (a: Term) => Formula = unary("abs");
export const step: (a: Term) => Formula = unary("step");
export const cdf: (a: Term) => Formula = unary("cdf");
export const density: (a: Term) => Formula = unary("density");

/**
 * ∂/∂m of a formula, as a formula. Kinks take their right derivative and jumps 0, which is the derivative almost
 * everywhere; a smoothed link has neither.
 */
export function derivative(f: Formula): Formula {
  switch (f.op) {
    case "m":
      return number(1);
    case "tau":
    case "number":
    case "step":
      return number(0);
    case "add":
      return add(derivative(f.a), derivative(f.b));
    case "multiply":
      return add(multiply(derivative(f.a), f.b), multiply(f.a, derivative(f.b)));
    case "divide":
      return subtract(divide(derivative(f.a), f.b), divide(multiply(f.a, derivative(f.b)), square(f.b)));
    case "maximum": {
      const first = step(subtract(f.a, f.b));
      return add(multiply(first, derivative(f.a)), multiply(subtract(1, first), derivative(f.b)));
    }
    case "ramp":
      return multiply(cdf(divide(f.a, f.b)), derivative(f.a));
    case "exp":
      return multiply(f, derivative(f.a));
    case "log1p":
      return divide(derivative(f.a), add(1, f.a));
    case "tanh":
      return multiply(subtract(1, square(f)), derivative(f.a));
    case "sqrt":
      return divide(derivative(f.a), multiply(2, f));
    case "abs":
      return multiply(subtract(multiply(2, step(f.a)), 1), derivative(f.a));
    case "cdf":
      return multiply(density(f.a), derivative(f.a));
    case "density":
      return multiply(negate(f.a), f, derivative(f.a));
  }
}

/** The value of a formula at one point. */
export function evaluate(f: Formula, at: { readonly m: number; readonly tau: number }): number {
  if (f.op === "m") return at.m;
  if (f.op === "tau") return at.tau;
  if (f.op === "number") return f.value;
  if (!isBinary(f)) return UNARY[f.op](evaluate(f.a, at));
  return BINARY[f.op](evaluate(f.a, at), evaluate(f.b, at));
}

/** Maps the first `length` entries of `m` to `out`; τ is the same for all of them. */
export type BlockMap = (m: Float64Array, tau: number, out: Float64Array, length: number) => void;

/**
 * A formula as a list of loops over a block of rows, one loop an operation: fast without generated code.
 * Whatever does not depend on m is worked out once a block. Not reentrant: it owns its scratch space.
 *
 * @param capacity the longest block it will be asked for
 */
export function compile(f: Formula, capacity: number): BlockMap {
  if (f.op === "m") return (m, _tau, out, length) => copy(m, out, length);
  if (f.op === "tau" || f.op === "number" || !dependsOnIndex(f)) {
    return (_m, tau, out, length) => void out.fill(evaluate(f, { m: 0, tau }), 0, length);
  }
  return isBinary(f) ? compileBinary(f, capacity) : compileUnary(f, capacity);
}

function compileBinary(f: Binary, capacity: number): BlockMap {
  const apply = BINARY[f.op];
  if (!dependsOnIndex(f.b)) {
    const left = compile(f.a, capacity);
    return (m, tau, out, length) => {
      const b = evaluate(f.b, { m: 0, tau });
      left(m, tau, out, length);
      for (let i = 0; i < length; i++) out[i] = apply(out[i], b);
    };
  }
  const right = compile(f.b, capacity);
  if (!dependsOnIndex(f.a)) {
    return (m, tau, out, length) => {
      const a = evaluate(f.a, { m: 0, tau });
      right(m, tau, out, length);
      for (let i = 0; i < length; i++) out[i] = apply(a, out[i]);
    };
  }
  const left = compile(f.a, capacity);
  const scratch = new Float64Array(capacity);
  return (m, tau, out, length) => {
    right(m, tau, scratch, length);
    left(m, tau, out, length);
    for (let i = 0; i < length; i++) out[i] = apply(out[i], scratch[i]);
  };
}

function compileUnary(f: Unary, capacity: number): BlockMap {
  const inner = compile(f.a, capacity);
  const apply = UNARY[f.op];
  return (m, tau, out, length) => {
    inner(m, tau, out, length);
    for (let i = 0; i < length; i++) out[i] = apply(out[i]);
  };
}

function copy(from: Float64Array, to: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) to[i] = from[i];
}

function dependsOnIndex(f: Formula): boolean {
  if (f.op === "m") return true;
  if (isBinary(f)) return dependsOnIndex(f.a) || dependsOnIndex(f.b);
  return "a" in f && dependsOnIndex(f.a);
}

const SIGNS: Readonly<Record<UnaryOp, (a: string) => string>> = {
  exp: (a) => `exp(${a})`,
  log1p: (a) => `log(1 + ${a})`,
  tanh: (a) => `tanh(${a})`,
  sqrt: (a) => `√(${a})`,
  abs: (a) => `|${a}|`,
  step: (a) => `1{${a} ≥ 0}`,
  cdf: (a) => `Φ(${a})`,
  density: (a) => `φ(${a})`,
};

/** A formula in plain characters, with parameters by their symbols. */
export function text(f: Formula): string {
  if (f.op === "m") return "m";
  if (f.op === "tau") return "τ";
  if (f.op === "number") return f.symbol ?? String(f.value);
  if (!isBinary(f)) return SIGNS[f.op](text(f.a));
  const [a, b] = [text(f.a), text(f.b)];
  if (f.op === "add") return `(${a} + ${b})`;
  if (f.op === "multiply") return `${a}·${b}`;
  if (f.op === "divide") return `(${a})/(${b})`;
  if (f.op === "maximum") return `max(${a}, ${b})`;
  return `E(${a} + ${b}·u)₊`;
}
