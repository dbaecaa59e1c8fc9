import { type Part, part } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { linkAt } from "../link.ts";
import { randomRows } from "../rows.ts";

/** Random rows answer as the opposite neuron would, y = σ(−w*·x); 0/1 labels are flipped. */
export const labelFlips: Part<Adversary, {}> = part(
  {
    name: "labelFlips",
    about: "Random rows answer to −w* instead of w*; 0/1 labels are flipped.",
    reference: "folklore",
    parameters: {},
  },
  () =>
    rowAdversary({
      name: "labelFlips",
      responses: ["real", "binary"],
      relabel: (y, rows, { n, index, link, responses }, stream) => {
        for (const i of randomRows(n, rows, stream)) {
          y[i] = responses === "binary" ? 1 - y[i] : linkAt(link).value(-index[i]);
        }
      },
    }),
);
