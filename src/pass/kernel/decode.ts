/** From what a sweep found to the answers to its requests. */
import type { IndexRequest, Request } from "../pass.ts";
import type { Place } from "./encode.ts";
import { fieldSums } from "./field.ts";
import { momentsSums } from "./moments.ts";
import { profileSums } from "./profile.ts";

/** What a program finds: the sum of its nodes, and z of the rows for each line whose z it keeps. */
export interface Found {
  readonly total: Float64Array;
  readonly z: readonly Float64Array[];
}

export function decode(requests: readonly Request[], places: readonly Place[], { total, z }: Found, d: number) {
  const kept = [...z];
  return requests.map((request, i) =>
    request.kind === "index" ? kept.shift() : answerOf(request, total.subarray(places[i].from, places[i].to), d),
  );
}

function answerOf(request: Exclude<Request, IndexRequest>, sums: Float64Array, d: number) {
  switch (request.kind) {
    case "field":
      return fieldSums(sums, d);
    case "profile":
      return profileSums(sums, request, d);
    case "moments":
      return momentsSums(sums, request, d);
  }
}
