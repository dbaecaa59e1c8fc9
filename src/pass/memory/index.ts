/** The kinds of request the memory backend answers: a new kind is its own file and one line here. */
import type { Request } from "../pass.ts";
import { workingOf } from "../working.ts";
import type { Answering, Rows } from "./answering.ts";
import { fieldAnswering } from "./field.ts";
import { indexAnswering } from "./indexes.ts";
import { momentsAnswering } from "./moments.ts";
import { profileAnswering } from "./profile.ts";

export function answering(packed: Rows, request: Request): Answering {
  const { y = packed.y, weights: omega = packed.omega } = workingOf(request);
  const rows = { ...packed, y, omega };
  switch (request.kind) {
    case "field":
      return fieldAnswering(rows, request);
    case "profile":
      return profileAnswering(rows, request);
    case "moments":
      return momentsAnswering(rows, request);
    case "index":
      return indexAnswering(rows, request);
  }
}
