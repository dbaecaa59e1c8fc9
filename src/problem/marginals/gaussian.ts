import { type Part, part } from "../../part.ts";
import { independent, type Marginal } from "../marginal.ts";

/** x ~ N(0, I): the law under which the theorems are proved. */
export const gaussian: Part<Marginal, {}> = part(
  {
    name: "gaussian",
    about: "Independent standard normal coordinates, the law under which the theorems are proved.",
    reference: "folklore",
    parameters: {},
  },
  () => ({
    ...independent({ name: "gaussian", draw: (stream) => stream.normal() }),
    draw: (n, d, stream) => stream.normals(n * d),
  }),
);
