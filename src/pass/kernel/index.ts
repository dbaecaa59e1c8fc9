/** The kinds of request the kernel answers: a new kind is its own file and one line here. */
import type { Answering } from "../memory/answering.ts";
import type { Request } from "../pass.ts";
import { fieldAnswering } from "./field.ts";
import { momentsAnswering } from "./moments.ts";
import { profileAnswering } from "./profile.ts";
import type { KernelRows } from "./rows.ts";

export function answering(rows: KernelRows, request: Request): Answering {
  switch (request.kind) {
    case "field":
      return fieldAnswering(rows, request);
    case "profile":
      return profileAnswering(rows, request);
    case "moments":
      return momentsAnswering(rows, request);
  }
}
