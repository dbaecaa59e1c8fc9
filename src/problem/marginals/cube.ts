import { type Part, part } from "../../part.ts";
import { independent, type Marginal } from "../marginal.ts";

const ROOT_THREE = 1.7320508075688772;

/** x uniform on [−√3, √3]^d, the cube of unit variance. */
export const cube: Part<Marginal, {}> = part(
  {
    name: "cube",
    about: "Independent uniform coordinates of unit variance; tails that end.",
    reference: "folklore",
    parameters: {},
  },
  () => independent({ name: "cube", draw: (stream) => ROOT_THREE * (2 * stream.uniform() - 1) }),
);
