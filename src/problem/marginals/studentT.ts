import { studentT as drawStudentT } from "../../math/studentT.ts";
import { type Part, part, type Real } from "../../part.ts";
import { independent, type Marginal } from "../marginal.ts";

/** Coordinates √((ν − 2)/ν)·t_ν, scaled to unit variance; moments of order ν and beyond do not exist. */
export const studentT: Part<Marginal, { degrees: Real }> = part(
  {
    name: "studentT",
    about: "Independent Student t coordinates scaled to unit variance; tails of a power law.",
    reference: "folklore",
    parameters: {
      degrees: { symbol: "ν", initial: 5, range: [2.01, 1e6], about: "of freedom; above 2, so that variances exist" },
    },
  },
  ({ degrees }) => {
    const scale = Math.sqrt((degrees - 2) / degrees);
    return independent({
      name: "studentT",
      parameters: { degrees },
      draw: (stream) => scale * drawStudentT(degrees, stream),
    });
  },
);
