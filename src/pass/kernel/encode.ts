/**
 * From requests to the program of a sweep; assembly/plan.ts says what its numbers mean. What a kind of request asks for
 * and how many sums it gets is in field.ts, profile.ts and moments.ts.
 */
import type { Request } from "../pass.ts";
import { fieldCode } from "./field.ts";
import { momentsCode } from "./moments.ts";
import { profileCode } from "./profile.ts";

/** One kind of request in numbers. */
export interface Code {
  readonly kind: number;
  /** Of which line z is wanted. */
  readonly line?: Line;
  readonly numbers: Iterable<number>;
  /** How many sums it is answered by. */
  readonly sums: number;
}

export interface Line {
  readonly w: Float64Array;
  readonly offset: number;
}

export interface Program {
  readonly numbers: Float64Array;
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
  }
}

export function encode(requests: readonly Request[], d: number): Program {
  const lines: Line[] = [];
  const places: Place[] = [];
  const records: number[] = [];
  let node = 2;
  for (const request of requests) {
    const { kind, line, numbers, sums } = codeOf(request, d);
    places.push({ from: node, to: node + sums });
    const record = [kind, line === undefined ? -1 : lineNumber(lines, line), node, ...numbers];
    records.push(record.length + 1);
    for (const number of record) records.push(number);
    // Whole vectors.
    node += sums + (sums & 1);
  }
  const numbers = [lines.length, requests.length, node];
  for (const { w, offset } of lines) numbers.push(offset, ...w);
  const program = new Float64Array(numbers.length + records.length);
  program.set(numbers);
  program.set(records, numbers.length);
  return { numbers: program, node, places };
}

/** Requests along the same line share its projection. */
function lineNumber(lines: Line[], { w, offset }: Line): number {
  const known = lines.findIndex((line) => line.w === w && Object.is(line.offset, offset));
  return known >= 0 ? known : lines.push({ w, offset }) - 1;
}
