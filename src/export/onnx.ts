/** A model as an ONNX graph, for the many programs that run one. */
import type { KnotCurve, LinkCurve } from "../fit/curve.ts";
import type { Model } from "../fit/model.ts";
import type { Formula } from "../math/formula.ts";
import { linkOf } from "../pass/maps.ts";
import type { FormulaLink } from "../problem/link.ts";
import { type Graph, graph, type Tensor } from "./graph.ts";

/**
 * The model as the bytes of an .onnx file (opset 17, double precision but for the normal law of
 * the links probit, erf and gelu, which is good to 10⁻⁷). Its input `x` is rows × features, in the order of
 * `model.features`: a number as it is (dates as days since 1970-01-01), of a text column 1 in the feature of the row's level and
 * 0 in the others. Missing cells must be filled in before. Its output `prediction` is rows × 1. The names of the
 * features are kept in the file's metadata under `features`, as JSON.
 *
 * @example
 * import { exportOnnx, fit } from "plumbline-fit";
 * const size = Array.from({ length: 40 }, (_, i) => i);
 * const model = await fit({ x: { size }, y: size.map((s) => Math.max(s - 20, 0)) });
 * exportOnnx(model).length > 100; // true
 */
export function exportOnnx(model: Model): Uint8Array {
  const { weights, centers, link, features, encoding, recipe } = model;
  const made = graph();
  // z = (x − centers)·weights: differences first, so that columns around 10⁶ keep their digits.
  const centered = made.node("Sub", ["x", made.constant(centers)]);
  // A known link's scale goes with the weights: by itself ONNX Runtime would round it to single precision.
  const scale = "name" in link ? link.scale : 1;
  const column = made.constant(
    weights.map((weight) => scale * weight),
    [weights.length, 1],
  );
  const z = made.node("MatMul", [centered, column]);
  const u = "name" in link ? linkNodes(made, link, z) : knotNodes(made, link, z);
  const isProbability = encoding.target.kind === "binary";
  const last = isProbability ? made.node("Clip", [u, made.constant([0], []), made.constant([1], [])]) : u;
  return made.finish(last, {
    name: encoding.target.column,
    producer: "plumbline-fit",
    description: `One neuron, a curve of weights times features. Made by: ${recipe}`,
    input: { name: "x", features: weights.length },
    output: "prediction",
    metadata: { features: JSON.stringify(features) },
  });
}

/** u(z) = v_k + s_k (z − t_k), k how many knots are at or below z: the same for staircases and lines. */
function knotNodes(made: Graph, curve: KnotCurve, z: Tensor): Tensor {
  const knots = made.constant(curve.knots, [1, curve.knots.length]);
  const below = made.cast(made.node("GreaterOrEqual", [z, knots]), "int64");
  const k = made.node("ReduceSum", [below, made.integers([1])], { keepdims: 1 });
  const pieces = piecesOf(curve);
  const of = (key: keyof Piece): Tensor => {
    const values = pieces.map((piece) => piece[key]);
    return made.node("Gather", [made.constant(values), k]);
  };
  return made.node("Add", [of("value"), made.node("Mul", [of("slope"), made.node("Sub", [z, of("from")])])]);
}

interface Piece {
  readonly from: number;
  readonly value: number;
  readonly slope: number;
}

/** One piece below the first knot and one from each knot on. */
function piecesOf({ rule, knots, values, extend = false }: KnotCurve): Piece[] {
  const last = knots.length - 1;
  const slopeFrom = (k: number): number =>
    rule === "linear" && k >= 0 && k < last && knots[k + 1] > knots[k]
      ? (values[k + 1] - values[k]) / (knots[k + 1] - knots[k])
      : 0;
  const outer = (k: number): number => (extend ? slopeFrom(k) : 0);
  return [
    { from: knots[0], value: values[0], slope: outer(0) },
    ...knots.map((from, k) => ({ from, value: values[k], slope: k < last ? slopeFrom(k) : outer(last - 1) })),
  ];
}

/** σ(scaled + shift), operation by operation as the link's formula has it. */
function linkNodes(made: Graph, curve: LinkCurve, scaled: Tensor): Tensor {
  const number = (value: number): Tensor => made.constant([value]);
  const m = made.node("Add", [scaled, number(curve.shift)]);
  const of = (f: Formula): Tensor => {
    switch (f.op) {
      case "m":
        return m;
      case "number":
        return number(f.value);
      case "add":
      case "multiply":
      case "divide":
      case "maximum":
        return made.node(BINARY[f.op], [of(f.a), of(f.b)]);
      case "exp":
      case "tanh":
      case "sqrt":
      case "abs":
        return made.node(UNARY[f.op], [of(f.a)]);
      case "log1p":
        return made.node("Log", [made.node("Add", [of(f.a), number(1)])]);
      case "step":
        return made.cast(made.node("GreaterOrEqual", [of(f.a), number(0)]), "double");
      case "cdf": {
        // ONNX Runtime has Erf in single precision only.
        const a = made.cast(made.node("Mul", [of(f.a), number(Math.SQRT1_2)]), "float");
        const error = made.cast(made.node("Erf", [a]), "double");
        return made.node("Mul", [made.node("Add", [error, number(1)]), number(0.5)]);
      }
      case "density": {
        const a = of(f.a);
        const exponent = made.node("Mul", [made.node("Mul", [a, a]), number(-0.5)]);
        return made.node("Mul", [made.node("Exp", [exponent]), number(1 / Math.sqrt(2 * Math.PI))]);
      }
      default:
        throw new Error(`a link's own value is not smoothed, and has no ${f.op}`);
    }
  };
  // A model's link is named, never a function: the curve of such a one is kept as a polyline.
  return of((linkOf(curve) as FormulaLink).value);
}

const BINARY = { add: "Add", multiply: "Mul", divide: "Div", maximum: "Max" } as const;
const UNARY = { exp: "Exp", tanh: "Tanh", sqrt: "Sqrt", abs: "Abs" } as const;
