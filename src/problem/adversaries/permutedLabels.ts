import { type Part, part } from "../../part.ts";
import { type Adversary, rowAdversary } from "../adversary.ts";
import { randomRows } from "../rows.ts";

/** Random rows pass their labels on in a circle of random order: the law of the labels stays, their rows change. */
export const permutedLabels: Part<Adversary, {}> = part(
  {
    name: "permutedLabels",
    about: "Random rows swap labels among themselves, as after a bad join; no label looks unusual.",
    reference: "folklore",
    parameters: {},
  },
  () =>
    rowAdversary({
      name: "permutedLabels",
      responses: ["real", "binary"],
      relabel: (y, rows, sample, stream) => {
        const circle = randomRows(sample.n, rows, stream);
        circle.forEach((i, k) => {
          y[i] = sample.y[circle[(k + 1) % circle.length]];
        });
      },
    }),
);
