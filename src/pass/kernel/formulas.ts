/**
 * From formulas over (m, τ) to instructions over arrays. What does not depend on m is a constant, worked out by
 * `evaluate` when a curve is encoded; an operation with a constant is an instruction of its own. Rounding is that of
 * src/math/formula.ts, but for two factors that become one and for the elementary functions.
 */
import { evaluate, type Formula } from "../../math/formula.ts";
import { type Constant, Instructions, type Node, Z } from "./instructions.ts";
import { type Component, LEAST, seriesOf } from "./mixtures.ts";
import {
  ABS,
  ADD,
  ADD_SCALED,
  AFFINE,
  CDF,
  DECAY_BELOW,
  DIVIDE,
  DIVIDE_BY,
  DIVIDE_INTO,
  EXP,
  LOG1P,
  MAXIMUM,
  MAXIMUM_WITH,
  MULTIPLY,
  RAMP,
  SERIES,
  SQRT,
  SQUARE_DECAY,
  STEP,
  TAIL_RATIO,
  TANH,
} from "./opcodes.ts";

type Value = Node | Constant;
const isNode = (value: Value): value is Node => typeof value === "number";

const fixed = (value: number): Constant => ({ key: Object.is(value, -0) ? "-0" : String(value), at: () => value });
const ONE = fixed(1);
const ZERO = fixed(0);
/** Added to a product, it changes nothing. */
const NOTHING = fixed(-0);
const INVERSE_ROOT_TWO_PI = fixed(0.3989422804014327);
const FACTOR: Constant = { key: "factor", at: ({ factor }) => factor };
const SHIFT: Constant = { key: "shift", at: ({ shift }) => shift };
const SCALE: Constant = { key: "scale", at: ({ scale }) => scale };

const product = (a: Constant, b: Constant): Constant => ({
  key: `(${a.key}*${b.key})`,
  at: (line) => a.at(line) * b.at(line),
});

const total = (a: Constant, b: Constant): Constant => ({
  key: `(${a.key}+${b.key})`,
  at: (line) => a.at(line) + b.at(line),
});

/** a, b, c, … of ((a + b) + c) + … */
const termsOf = (f: Formula): Formula[] => (f.op === "add" ? [...termsOf(f.a), f.b] : [f]);

/** Formulas of one curve, whose common parts are worked out once. */
export class Formulas {
  readonly instructions: Instructions = new Instructions();
  readonly #mean: Node;
  readonly #lowered = new Map<Formula, Value>();

  /** @param moved whether m is factor·z + shift; else it is z */
  constructor(moved: boolean) {
    this.#mean = moved ? this.instructions.add(AFFINE, [Z], FACTOR, SHIFT) : Z;
  }

  /** The instruction, or the constant, that a formula is. */
  value(f: Formula): Value {
    const known = this.#lowered.get(f);
    if (known !== undefined) return known;
    const value = this.#lower(f);
    this.#lowered.set(f, value);
    return value;
  }

  /**
   * The weight that a slope makes: times the scale of the line, and its root where that is asked for. A slope that
   * rounding has brought below 0 has the root 0.
   */
  weight(slope: Formula, isScaled: boolean, isRoot: boolean): Value {
    const value = this.value(slope);
    const scaled = isScaled ? this.#times(SCALE, value) : value;
    if (!isRoot) return scaled;
    if (isNode(scaled)) return this.instructions.add(SQRT, [this.instructions.add(MAXIMUM_WITH, [scaled], ZERO)]);
    return { key: `sqrt(${scaled.key})`, at: (line) => Math.sqrt(scaled.at(line)) };
  }

  #lower(f: Formula): Value {
    if (f.op === "m") return this.#mean;
    if (f.op === "number") return fixed(f.value);
    if (f.op === "tau") return { key: "tau", at: ({ tau }) => tau };
    if (f.op === "add") return this.#sum(f);
    const operands = "b" in f ? [this.value(f.a), this.value(f.b)] : [this.value(f.a)];
    if (!operands.some(isNode)) {
      const key = `${f.op}(${operands.map((operand) => (operand as Constant).key).join()})`;
      return { key, at: ({ tau }) => evaluate(f, { m: 0, tau }) };
    }
    const [a, b] = operands as [Node, Value];
    const { instructions } = this;
    switch (f.op) {
      case "multiply":
        return this.#times(a, b);
      case "divide":
        if (!isNode(b)) return instructions.add(DIVIDE_BY, [a], b);
        return isNode(a) ? instructions.add(DIVIDE, [a, b]) : instructions.add(DIVIDE_INTO, [b], a);
      case "maximum":
        if (!isNode(b)) return instructions.add(MAXIMUM_WITH, [a], b);
        return isNode(a) ? instructions.add(MAXIMUM, [a, b]) : instructions.add(MAXIMUM_WITH, [b], a);
      case "ramp":
        return this.#ramp(a, b as Constant);
      case "decay":
        return this.#decay(a, b as Constant);
      case "exp":
        return this.#exponential(a);
      case "log1p":
        return instructions.add(LOG1P, [a]);
      case "tanh": {
        const doubled = instructions.add(AFFINE, [instructions.add(ABS, [a])], fixed(2), NOTHING);
        return instructions.add(TANH, [a, this.#exponential(doubled)]);
      }
      case "sqrt":
        return instructions.add(SQRT, [a]);
      case "abs":
        return instructions.add(ABS, [a]);
      case "step":
        return instructions.add(STEP, [a]);
      case "cdf":
        return this.#distribution(a);
      case "density":
        return this.#times(INVERSE_ROOT_TWO_PI, instructions.add(SQUARE_DECAY, [a]));
    }
  }

  /** The factors of p·a, where a value is such a product. */
  #factors(value: Value): { readonly p: Constant; readonly a: Node } | undefined {
    const instruction = isNode(value) ? this.instructions.list[value] : undefined;
    if (instruction?.operation !== AFFINE || instruction.q !== NOTHING) return undefined;
    return { p: instruction.p as Constant, a: instruction.operands[0] };
  }

  /** Terms from left to right, but that mixtures of many normal laws are worked out as series. */
  #sum(f: Formula): Value {
    const terms = termsOf(f).map((term) => this.value(term));
    const groups = new Map<string, { readonly term: Value; readonly component: Component }[]>();
    for (const term of terms) {
      const component = this.#component(term);
      if (component === undefined) continue;
      const key = `${component.operation} ${component.m}`;
      groups.set(key, [...(groups.get(key) ?? []), { term, component }]);
    }
    const large = [...groups.values()].filter(({ length }) => length >= LEAST);
    const others = terms.filter((term) => !large.some((group) => group.some((member) => member.term === term)));
    const mixed = large.map((group) => this.#mixture(group.map(({ component }) => component)));
    return [...others, ...mixed].reduce((a, b) => this.#plus(a, b));
  }

  /** What a term is as a component of a mixture: p times Φ, e^{−x²/2} or the ramp of m, x = m/q. */
  #component(term: Value): Component | undefined {
    if (!isNode(term)) return undefined;
    const { list } = this.instructions;
    const { p, a } = this.#factors(term) ?? { p: ONE, a: term };
    if (a === Z) return undefined;
    const { operation, operands, p: tau } = list[a];
    if (operation === RAMP) return { operation, m: operands[0], weight: p, spread: tau as Constant };
    if (operation !== CDF && operation !== SQUARE_DECAY) return undefined;
    const x = operands[0] === Z ? undefined : list[operands[0]];
    if (x?.operation !== DIVIDE_BY) return undefined;
    return { operation, m: x.operands[0], weight: p, spread: x.p as Constant };
  }

  #mixture(components: readonly Component[]): Value {
    const { instructions } = this;
    const [{ operation, m }] = components;
    const { mass, length, series } = seriesOf(components);
    const half = product(fixed(0.5), mass);
    const sum = instructions.add(SERIES, [m], length, half, series);
    if (operation === SQUARE_DECAY) return sum;
    if (operation === CDF) return this.#plus(sum, half);
    return this.#plus(sum, this.#times(mass, instructions.add(MAXIMUM_WITH, [m], ZERO)));
  }

  #plus(a: Value, b: Value): Value {
    if (!isNode(a)) return isNode(b) ? this.#plus(b, a) : total(a, b);
    const scaled = this.#factors(a);
    if (!isNode(b)) {
      return scaled
        ? this.instructions.add(AFFINE, [scaled.a], scaled.p, b)
        : this.instructions.add(AFFINE, [a], ONE, b);
    }
    const other = this.#factors(b);
    if (other) return this.instructions.add(ADD_SCALED, [a, other.a], other.p);
    if (scaled) return this.instructions.add(ADD_SCALED, [b, scaled.a], scaled.p);
    return this.instructions.add(ADD, [a, b]);
  }

  #times(a: Value, b: Value): Value {
    if (isNode(a)) return isNode(b) ? this.instructions.add(MULTIPLY, [a, b]) : this.#times(b, a);
    if (!isNode(b)) return product(a, b);
    const scaled = this.#factors(b);
    return scaled
      ? this.instructions.add(AFFINE, [scaled.a], product(a, scaled.p), NOTHING)
      : this.instructions.add(AFFINE, [b], a, NOTHING);
  }

  #exponential(a: Node): Node {
    const scaled = this.#factors(a);
    return scaled ? this.instructions.add(EXP, [scaled.a], scaled.p) : this.instructions.add(EXP, [a], ONE);
  }

  #distribution(x: Node): Node {
    const { instructions } = this;
    return instructions.add(CDF, [x, instructions.add(SQUARE_DECAY, [x]), instructions.add(TAIL_RATIO, [x])]);
  }

  #ramp(m: Node, tau: Constant): Node {
    const { instructions } = this;
    const x = instructions.add(DIVIDE_BY, [m], tau);
    const [e, r] = [instructions.add(SQUARE_DECAY, [x]), instructions.add(TAIL_RATIO, [x])];
    return instructions.add(RAMP, [m, e, r], tau);
  }

  /** Φ(m/τ) + e^{m + τ²/2} Φ(−m/τ − τ): src/math/smoothedDecay.ts. */
  #decay(m: Node, tau: Constant): Node {
    const { instructions } = this;
    const halfSquare = product(product(fixed(0.5), tau), tau);
    const y = instructions.add(DIVIDE_BY, [m], tau);
    const x = instructions.add(AFFINE, [y], ONE, tau);
    const whole = this.#exponential(instructions.add(AFFINE, [m], ONE, halfSquare));
    const above = this.#distribution(y);
    const operands = [x, instructions.add(TAIL_RATIO, [x]), instructions.add(SQUARE_DECAY, [y]), whole];
    return instructions.add(ADD, [above, instructions.add(DECAY_BELOW, operands)]);
  }
}
