import { scaled } from "../math/vectors.ts";
import type { Initializer } from "./initializer.ts";

/** The starts of an initializer, and their opposites: a random start is as likely on the wrong side as on the right one. */
export function bothSides({ name, starts }: Initializer): Initializer {
  return {
    name,
    starts: async (context) => (await starts(context)).flatMap((start) => [start, scaled(start, -1)]),
  };
}
