/** From the sums of a sweep to the answers to its requests. */
import type { Request } from "../pass.ts";
import type { Place } from "./encode.ts";
import { fieldSums } from "./field.ts";
import { momentsSums } from "./moments.ts";
import { profileSums } from "./profile.ts";

export function decode(requests: readonly Request[], places: readonly Place[], total: Float64Array, d: number) {
  return requests.map((request, i) => answerOf(request, total.subarray(places[i].from, places[i].to), d));
}

function answerOf(request: Request, sums: Float64Array, d: number) {
  switch (request.kind) {
    case "field":
      return fieldSums(sums, d);
    case "profile":
      return profileSums(sums, request, d);
    case "moments":
      return momentsSums(sums, request, d);
  }
}
