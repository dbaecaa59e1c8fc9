import { type Part, part } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { largestRows } from "../rows.ts";

/** The rows of largest w*·x, which tell most about w*, are labeled 0. */
export const topZeroed: Part<Adversary, {}> = part(
  {
    name: "topZeroed",
    about: "The rows that tell most about the target are labeled 0, as a saturated or dead sensor would.",
    reference: "folklore",
    parameters: {},
  },
  () =>
    rowAdversary({
      name: "topZeroed",
      responses: ["real", "binary"],
      relabel: (y, rows, { index }) => {
        for (const i of largestRows(index, rows)) y[i] = 0;
      },
    }),
);
