/**
 * Formulas over an index m seen through Gaussian noise of spread τ: a link is written once, as data, and
 * everything else follows from it — its value at a point, its map over a block of rows, its derivative, its text.
 *
 * Two variables only: `m` (the mean of the index) and `tau` (its spread, a scalar within a sweep). Parameters are
 * nodes that carry their symbol and value.
 */
import { exp, log1p, tanh } from "./elementary.ts";
import { normalDensity, normalDistribution, smoothedRamp } from "./normal.ts";
import { smoothedDecay } from "./smoothedDecay.ts";

/** A formula, as plain data. */
export type Formula = Variable | Constant | Unary | Binary;
type Variable = { readonly op: "m" } | { readonly op: "tau" };
type Constant = { readonly op: "number"; readonly value: number; readonly symbol?: string };
type Unary = { readonly op: UnaryOp; readonly a: Formula };
type Binary = { readonly op: BinaryOp; readonly a: Formula; readonly b: Formula };

const isBinary = (f: Formula): f is Binary => "b" in f;

/** step(a) = 1 where a ≥ 0, else 0; `cdf` is Φ and `density` φ of the standard normal law. */
export type UnaryOp = "exp" | "log1p" | "tanh" | "sqrt" | "abs" | "step" | "cdf" | "density";
/**
 * `ramp`(a, b) = E (a + bu)₊ and `decay`(a, b) = E min(e^{a + bu}, 1) for u ~ N(0, 1); b ≥ 0 must not depend on m.
 */
export type BinaryOp = "add" | "multiply" | "divide" | "maximum" | "ramp" | "decay";

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
  decay: smoothedDecay,
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
type Plain = Constant & { readonly symbol?: never };
/** A constant without a symbol, which may be folded into others. */
const isPlain = (f: Formula): f is Plain => f.op === "number" && f.symbol === undefined;
const isNumber = (f: Formula, value: number): boolean => isPlain(f) && f.value === value;

/** Operands from left to right: ((a ∘ b) ∘ c) ∘ … */
const chain = (op: "add" | "multiply", operands: Formula[]): Formula | undefined =>
  operands.length === 0 ? undefined : operands.reduce((a, b) => ({ op, a, b }));

/** The sum of the terms; plain numbers are added up and zeros vanish. */
export const add = (...terms: Term[]): Formula => {
  const nodes = terms.map(node);
  const constant = nodes.filter(isPlain).reduce((sum, { value }) => sum + value, 0);
  const rest = nodes.filter((term) => !isPlain(term));
  return chain("add", constant === 0 ? rest : [...rest, number(constant)]) ?? number(0);
};

/** The product of the factors; plain numbers are multiplied up, ones vanish and a zero is all that remains. */
export const multiply = (...factors: Term[]): Formula => {
  const nodes = factors.map(node).flatMap((f) => (f.op === "multiply" && isPlain(f.a) ? [f.a, f.b] : [f]));
  const constant = nodes.filter(isPlain).reduce((product, { value }) => product * value, 1);
  if (constant === 0) return number(0);
  const product = chain(
    "multiply",
    nodes.filter((factor) => !isPlain(factor)),
  );
  if (product === undefined) return number(constant);
  return constant === 1 ? product : { op: "multiply", a: number(constant), b: product };
};

export const divide = (a: Term, b: Term): Formula =>
  isNumber(node(a), 0) || isNumber(node(b), 1) ? node(a) : { op: "divide", a: node(a), b: node(b) };
export const negate = (a: Term): Formula => multiply(-1, a);
export const subtract = (a: Term, b: Term): Formula => add(a, negate(b));
export const square = (a: Term): Formula => multiply(a, a);
export const maximum = (a: Term, b: Term): Formula => ({ op: "maximum", a: node(a), b: node(b) });
export const minimum = (a: Term, b: Term): Formula => negate(maximum(negate(a), negate(b)));
export const ramp = (a: Term, b: Term): Formula => ({ op: "ramp", a: node(a), b: node(b) });
export const decay = (a: Term, b: Term): Formula => ({ op: "decay", a: node(a), b: node(b) });
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
 * ∂/∂m of a formula, as a formula. Jumps count 0, which is the derivative almost everywhere. At a tie `maximum` and
 * `minimum` take the slope of their first argument, so `maximum(m, 0)` and `minimum(0, m)` have the right derivative.
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
      if (f.a === f.b) return multiply(2, f.a, derivative(f.a));
      return add(multiply(derivative(f.a), f.b), multiply(f.a, derivative(f.b)));
    case "divide":
      return subtract(divide(derivative(f.a), f.b), divide(multiply(f.a, derivative(f.b)), square(f.b)));
    case "maximum": {
      const first = step(subtract(f.a, f.b));
      return add(multiply(first, derivative(f.a)), multiply(subtract(1, first), derivative(f.b)));
    }
    case "ramp":
      return multiply(cdf(divide(f.a, f.b)), derivative(f.a));
    case "decay": // E e^{a + bu} 1{a + bu < 0}: what is left of the decay without its flat part.
      return multiply(subtract(f, cdf(divide(f.a, f.b))), derivative(f.a));
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

/** Maps the first `length` entries of `m` to `out`, another array; τ is the same for all of them. */
export type BlockMap = (m: Float64Array, tau: number, out: Float64Array, length: number) => void;

/**
 * A formula as a list of loops over a block of rows, one loop an operation: fast without generated code.
 * Whatever does not depend on m is worked out once a block. Not reentrant: it owns its scratch space.
 *
 * @param capacity the longest block it will be asked for
 */
export function compile(f: Formula, capacity: number): BlockMap {
  return compileInto(f, [], capacity, 0);
}

/** As `compile`; scratch arrays below `depth` hold operands that are still wanted. */
function compileInto(f: Formula, scratch: Float64Array[], capacity: number, depth: number): BlockMap {
  if (f.op === "m") return (m, _tau, out, length) => copy(m, out, length);
  if (f.op === "tau" || f.op === "number" || !dependsOnIndex(f)) {
    return (_m, tau, out, length) => void out.fill(evaluate(f, { m: 0, tau }), 0, length);
  }
  const left = compileInto(f.a, scratch, capacity, depth);
  if (!isBinary(f)) {
    const apply = UNARY[f.op];
    return (m, tau, out, length) => {
      left(m, tau, out, length);
      for (let i = 0; i < length; i++) out[i] = apply(out[i]);
    };
  }
  const right = compileInto(f.b, scratch, capacity, depth + 1);
  const other = (scratch[depth] ??= new Float64Array(capacity));
  const apply = BINARY[f.op];
  return (m, tau, out, length) => {
    left(m, tau, out, length);
    right(m, tau, other, length);
    // Sums and products are most of the work: as loops of their own they need no call an entry.
    if (f.op === "add") for (let i = 0; i < length; i++) out[i] += other[i];
    else if (f.op === "multiply") for (let i = 0; i < length; i++) out[i] *= other[i];
    else for (let i = 0; i < length; i++) out[i] = apply(out[i], other[i]);
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
  log1p: (a) => `ln(1 + ${a})`,
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
  if (f.op === "number") return f.symbol ?? String(f.value).replace("-", "−");
  if (!isBinary(f)) return SIGNS[f.op](text(f.a));
  const [a, b] = [text(f.a), text(f.b)];
  switch (f.op) {
    case "add":
      return b.startsWith("−") ? `${a} − ${b.slice(1)}` : `${a} + ${b}`;
    case "multiply":
      if (f.a === f.b) return `${grouped(f.a, "add", "multiply", "divide")}²`;
      return `${isNumber(f.a, -1) ? "−" : `${grouped(f.a, "add")}·`}${grouped(f.b, "add", "divide")}`;
    case "divide":
      return `${grouped(f.a, "add")}/${grouped(f.b, "add", "multiply", "divide")}`;
    case "maximum":
      return `max(${a}, ${b})`;
    case "ramp":
      return `E(${a} + ${b}·u)₊`;
    case "decay":
      return `E min(exp(${a} + ${b}·u), 1)`;
  }
}

/** In brackets where its operation binds less than what is around it. */
function grouped(f: Formula, ...loose: Formula["op"][]): string {
  return loose.includes(f.op) ? `(${text(f)})` : text(f);
}
