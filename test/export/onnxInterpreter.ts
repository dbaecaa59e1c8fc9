/**
 * A reader of ONNX files and an interpreter of the operations that ours are made of, written from onnx.proto and from the
 * operators' pages and not from the writer. Every tensor is of doubles or whole numbers, of at most two dimensions.
 */

interface Tensor {
  readonly dimensions: readonly number[];
  readonly values: readonly number[];
}

interface Node {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, number>>;
}

export interface OnnxFile {
  readonly irVersion: number;
  readonly opset: number;
  readonly producer: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly input: { readonly name: string; readonly type: number; readonly shape: readonly (string | number)[] };
  readonly output: OnnxFile["input"];
  readonly constants: Readonly<Record<string, Tensor>>;
  readonly nodes: readonly Node[];
}

type Value = number | Uint8Array;

/** The fields of a message: numbers as they are, all else as bytes. */
function fieldsOf(bytes: Uint8Array): Map<number, Value[]> {
  const fields = new Map<number, Value[]>();
  let at = 0;
  const varint = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const kind = key % 8;
    if (kind !== 0 && kind !== 2) throw new Error(`wire type ${kind} at ${at}`);
    const first = varint();
    const value = kind === 0 ? first : bytes.subarray(at, at + first);
    if (kind === 2) at += first;
    const field = Math.floor(key / 8);
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  if (at !== bytes.length) throw new Error("the message ends within a field");
  return fields;
}

const words = (value: Value | undefined): string => new TextDecoder().decode(value as Uint8Array);
const all = (fields: Map<number, Value[]>, field: number) => (fields.get(field) ?? []) as Uint8Array[];
const inner = (bytes: Uint8Array, ...path: number[]): Map<number, Value[]> =>
  path.reduce((fields, field) => fieldsOf(all(fields, field)[0]), fieldsOf(bytes));

export function readOnnx(bytes: Uint8Array): OnnxFile {
  const model = fieldsOf(bytes);
  const graph = fieldsOf(all(model, 7)[0]);
  return {
    irVersion: model.get(1)?.[0] as number,
    producer: words(model.get(2)?.[0]),
    opset: fieldsOf(all(model, 8)[0]).get(2)?.[0] as number,
    metadata: Object.fromEntries(
      all(model, 14).map((each) => [1, 2].map((field) => words(fieldsOf(each).get(field)?.[0]))),
    ),
    input: typeOf(all(graph, 11)[0]),
    output: typeOf(all(graph, 12)[0]),
    constants: Object.fromEntries(all(graph, 5).map(tensorOf)),
    nodes: all(graph, 1).map((each) => {
      const node = fieldsOf(each);
      const attributes = all(node, 5).map((attribute) => {
        const fields = fieldsOf(attribute);
        return [words(fields.get(1)?.[0]), fields.get(3)?.[0]];
      });
      return {
        operation: words(node.get(4)?.[0]),
        inputs: all(node, 1).map(words),
        output: words(node.get(2)?.[0]),
        attributes: Object.fromEntries(attributes),
      };
    }),
  };
}

function typeOf(bytes: Uint8Array): OnnxFile["input"] {
  const tensor = inner(bytes, 2, 1);
  const shape = all(fieldsOf(all(tensor, 2)[0]), 1).map((each) => {
    const size = fieldsOf(each);
    return (size.get(1)?.[0] as number | undefined) ?? words(size.get(2)?.[0]);
  });
  return { name: words(fieldsOf(bytes).get(1)?.[0]), type: tensor.get(1)?.[0] as number, shape };
}

function tensorOf(bytes: Uint8Array): [string, Tensor] {
  const fields = fieldsOf(bytes);
  const raw = (all(fields, 9)[0] ?? new Uint8Array()).slice();
  const isDouble = fields.get(2)?.[0] === 11;
  const values = isDouble ? [...new Float64Array(raw.buffer)] : [...new BigInt64Array(raw.buffer)].map(Number);
  return [words(fields.get(8)?.[0]), { dimensions: (fields.get(1) ?? []) as number[], values }];
}

const ELEMENTWISE: Readonly<Record<string, (...inputs: number[]) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Max: Math.max,
  GreaterOrEqual: (a, b) => Number(a >= b),
  Clip: (a, low, high) => Math.min(Math.max(a, low), high),
  Exp: Math.exp,
  Log: Math.log,
  Tanh: Math.tanh,
  Sqrt: Math.sqrt,
  Abs: Math.abs,
  Erf: erf,
  Identity: (a) => a,
};

/** 2/√π Σ (−1)ᵏ x^{2k+1} / (k! (2k + 1)) by Simpson's rule on e^{−t²}: 4000 parts of [0, min(|x|, 6)] are exact to 1e−13. */
function erf(x: number): number {
  const end = Math.min(Math.abs(x), 6);
  const step = end / 4000;
  let sum = 0;
  for (let k = 0; k <= 4000; k++) {
    const t = k * step;
    sum += (k === 0 || k === 4000 ? 1 : k % 2 === 1 ? 4 : 2) * Math.exp(-t * t);
  }
  return (Math.sign(x) * 2 * sum * step) / (3 * Math.sqrt(Math.PI));
}

/** What the file makes of rows×features numbers, row after row. */
export function runOnnx({ nodes, constants, input, output }: OnnxFile, x: readonly number[], d: number): number[] {
  const tensors = new Map<string, Tensor>(Object.entries(constants));
  tensors.set(input.name, { dimensions: [x.length / d, d], values: x });
  for (const { operation, inputs, output: name, attributes } of nodes) {
    const given = inputs.map((each) => {
      const tensor = tensors.get(each);
      if (tensor === undefined) throw new Error(`${name}: nothing made ${each}`);
      return tensor;
    });
    tensors.set(name, operate(operation, given, attributes));
  }
  return [...(tensors.get(output.name) as Tensor).values];
}

function operate(operation: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, number>>): Tensor {
  const [a, b] = inputs;
  const [n, m] = a.dimensions;
  if (operation === "MatMul") {
    const [, columns] = b.dimensions;
    const values = Array.from({ length: n * columns }, (_, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      let sum = 0;
      for (let k = 0; k < m; k++) sum += a.values[i * m + k] * b.values[k * columns + j];
      return sum;
    });
    return { dimensions: [n, columns], values };
  }
  if (operation === "ReduceSum") {
    if (b.values.join() !== "1" || attributes.keepdims !== 1) throw new Error("ReduceSum: not along the rows");
    const values = Array.from({ length: n }, (_, i) => a.values.slice(i * m, (i + 1) * m).reduce((p, q) => p + q, 0));
    return { dimensions: [n, 1], values };
  }
  if (operation === "Gather") return { dimensions: b.dimensions, values: b.values.map((k) => a.values[k]) };
  if (operation === "Cast") {
    return { dimensions: a.dimensions, values: attributes.to === 1 ? a.values.map(Math.fround) : a.values };
  }
  const apply = ELEMENTWISE[operation];
  if (apply === undefined) throw new Error(`no such operation: ${operation}`);
  return broadcast(apply, inputs);
}

/** Sizes are lined up at the last dimension; a size of 1, or none, is repeated. */
function broadcast(apply: (...inputs: number[]) => number, inputs: readonly Tensor[]): Tensor {
  const rank = Math.max(...inputs.map(({ dimensions }) => dimensions.length));
  const padded = inputs.map(({ dimensions }) => [...Array(2 - dimensions.length).fill(1), ...dimensions] as number[]);
  const [n, m] = [0, 1].map((axis) => Math.max(...padded.map((sizes) => sizes[axis])));
  const values = Array.from({ length: n * m }, (_, at) => {
    const [i, j] = [Math.floor(at / m), at % m];
    return apply(
      ...inputs.map(({ values: each }, k) => {
        const [rows, columns] = padded[k];
        return each[(rows === 1 ? 0 : i) * columns + (columns === 1 ? 0 : j)];
      }),
    );
  });
  return { dimensions: [n, m].slice(2 - rank), values };
}
