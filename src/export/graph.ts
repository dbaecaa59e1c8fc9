/** An ONNX model (onnx.ai, opset 17) under construction: constants and operations, each named by what it makes. */
import { bytes, integer, joined, type Message, message, text } from "./protobuf.ts";

/** Numbers of onnx.proto. */
const TYPES = { float: 1, int64: 7, double: 11 } as const;
const INTEGER_ATTRIBUTE = 2;
const IR_VERSION = 8;
const OPSET = 17;

/** The name of a tensor in a graph. */
export type Tensor = string;

export interface Graph {
  /** A tensor of doubles, of one dimension unless told; of none, [], it is a scalar. */
  constant(values: readonly number[], dimensions?: readonly number[]): Tensor;
  /** A tensor of whole numbers. */
  integers(values: readonly number[]): Tensor;
  /** What an operation makes of its inputs. */
  node(operation: string, inputs: readonly Tensor[], attributes?: Readonly<Record<string, number>>): Tensor;
  cast(input: Tensor, to: keyof typeof TYPES): Tensor;
  /** The file, its output what `last` is. */
  finish(last: Tensor, about: About): Uint8Array;
}

export interface About {
  readonly name: string;
  readonly producer: string;
  readonly description: string;
  /** The input: rows × features. */
  readonly input: { readonly name: Tensor; readonly features: number };
  readonly output: Tensor;
  readonly metadata: Readonly<Record<string, string>>;
}

export function graph(): Graph {
  const nodes: Message[] = [];
  const constants: Message[] = [];
  const stored = (type: number, raw: Uint8Array, dimensions: readonly number[]): Tensor => {
    const name = `constant${constants.length + 1}`;
    const sizes = dimensions.flatMap((size) => integer(1, size));
    constants.push(message(5, sizes, integer(2, type), text(8, name), bytes(9, raw)));
    return name;
  };
  const node: Graph["node"] = (operation, inputs, attributes = {}) => {
    const name = `${operation}${nodes.length + 1}`;
    push(nodes, operation, inputs, name, attributes);
    return name;
  };
  return {
    constant: (values, dimensions = [values.length]) =>
      stored(TYPES.double, littleEndian(values, "setFloat64"), dimensions),
    integers: (values) => stored(TYPES.int64, littleEndian(values, "setBigInt64"), [values.length]),
    node,
    cast: (input, to) => node("Cast", [input], { to: TYPES[to] }),
    finish: (last, { name, producer, description, input, output, metadata }) => {
      push(nodes, "Identity", [last], output, {});
      const body = message(
        7,
        ...nodes,
        text(2, name),
        ...constants,
        text(10, description),
        tensorType(11, input.name, input.features),
        tensorType(12, output, 1),
      );
      const kept = Object.entries(metadata).map(([key, value]) => message(14, text(1, key), text(2, value)));
      const opset = message(8, text(1, ""), integer(2, OPSET));
      return joined(integer(1, IR_VERSION), text(2, producer), body, opset, ...kept);
    },
  };
}

function push(
  nodes: Message[],
  operation: string,
  inputs: readonly Tensor[],
  output: Tensor,
  attributes: Readonly<Record<string, number>>,
): void {
  nodes.push(
    message(
      1,
      ...inputs.map((input) => text(1, input)),
      text(2, output),
      text(3, output),
      text(4, operation),
      ...Object.entries(attributes).map(([name, value]) =>
        message(5, text(1, name), integer(3, value), integer(20, INTEGER_ATTRIBUTE)),
      ),
    ),
  );
}

/** Rows, as many as come, of so many doubles. */
function tensorType(field: number, name: Tensor, columns: number): Message {
  const shape = message(2, message(1, text(2, "rows")), message(1, integer(1, columns)));
  return message(field, text(1, name), message(2, message(1, integer(1, TYPES.double), shape)));
}

function littleEndian(values: readonly number[], set: "setFloat64" | "setBigInt64"): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, k) => {
    if (set === "setFloat64") view.setFloat64(8 * k, value, true);
    else view.setBigInt64(8 * k, BigInt(value), true);
  });
  return new Uint8Array(view.buffer);
}
