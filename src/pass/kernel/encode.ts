/**
 * From requests to the program of a sweep; assembly/plan.ts says what its numbers mean. What a kind of request asks for
 * and how many sums it gets is in field.ts, profile.ts and moments.ts; an index gets none, but the z of its line.
 */
import type { Request } from "../pass.ts";
import { workingOf } from "../working.ts";
import { fieldCode } from "./field.ts";
import { momentsCode } from "./moments.ts";
import { INDEX } from "./opcodes.ts";
import { profileCode } from "./profile.ts";

/** One kind of request in numbers. */
export interface Code {
  readonly kind: number;
  /** Of which line z is wanted. */
  readonly line?: Line;
  readonly parts: readonly ArrayLike<number>[];
  /** How many sums it is answered by. */
  readonly sums: number;
}

export interface Line {
  readonly w: Float64Array;
  readonly offset: number;
}

export interface Program {
  readonly numbers: Float64Array;
  /** The working labels and weights that its requests bring. */
  readonly working: readonly Float64Array[];
  /** Of how many lines z is kept: those of its index requests, in order. */
  readonly kept: number;
  /** Numbers of a node; at its begin stand its level and nothing. */
  readonly node: number;
  /** Where in a node the sums of each request are. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly from: number;
  readonly to: number;
}

function codeOf(request: Request, d: number): Code {
  switch (request.kind) {
    case "field":
      return fieldCode(request, d);
    case "profile":
      return profileCode(request, d);
    case "moments":
      return momentsCode(request, d);
    case "index":
      return { kind: INDEX, line: request, parts: [], sums: 0 };
  }
}

export function encode(requests: readonly Request[], d: number): Program {
  // Lines whose z is kept come first.
  const lines: Line[] = requests.filter((request) => request.kind === "index");
  const kept = lines.length;
  const working: Float64Array[] = [];
  const places: Place[] = [];
  const records: ArrayLike<number>[] = [];
  let node = 2;
  for (const request of requests) {
    const { kind, line, parts, sums } = codeOf(request, d);
    places.push({ from: node, to: node + sums });
    const { y, weights } = workingOf(request);
    const brought = [workingNumber(working, y), workingNumber(working, weights)];
    const head = [kind, line === undefined ? -1 : lineNumber(lines, line), node, ...brought];
    records.push([1 + head.length + lengthOf(parts)], head, ...parts);
    // Whole vectors.
    node += sums + (sums & 1);
  }
  const numbers = joined([
    [lines.length, requests.length, node, working.length, kept],
    ...lines.flatMap(({ w, offset }) => [[offset], w]),
    ...records,
  ]);
  return { numbers, working, kept, node, places };
}

const lengthOf = (parts: readonly ArrayLike<number>[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function joined(parts: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Requests along the same line share its projection. */
function lineNumber(lines: Line[], { w, offset }: Line): number {
  const known = lines.findIndex((line) => line.w === w && Object.is(line.offset, offset));
  return known >= 0 ? known : lines.push({ w, offset }) - 1;
}

/** Requests that bring the same numbers share them. */
function workingNumber(working: Float64Array[], values: Float64Array | undefined): number {
  if (values === undefined) return -1;
  const known = working.indexOf(values);
  return known >= 0 ? known : working.push(values) - 1;
}
