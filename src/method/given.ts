import type { Initializer } from "./initializer.ts";

/** Starts that are known already. */
export const given = (...starts: readonly Float64Array[]): Initializer => ({
  name: "given",
  starts: async () => [...starts],
});
