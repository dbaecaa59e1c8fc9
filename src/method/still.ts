/** A field that moves nothing, and a schedule without steps: for learners whose start is their answer. */
import type { FieldOf } from "./field.ts";
import type { Schedule } from "./schedule.ts";

export const still: { readonly fieldOf: FieldOf; readonly schedule: Schedule } = {
  fieldOf: () => ({ name: "still", at: async (w) => new Float64Array(w.length) }),
  schedule: { name: "still", at: () => null },
};
