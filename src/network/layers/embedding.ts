import { UsageError } from "../../errors.ts";
import { type Part, part, type Real } from "../../part.ts";
import { type Layer, NOTHING } from "../layer.ts";
import { sizeOf } from "../shape.ts";

/** Each input, a whole number from 0 below `words`, becomes its row of E, words×size with N(0, 1) entries at first. */
export const embedding: Part<Layer, { words: Real; size: Real }> = part(
  {
    name: "embedding",
    about: "A learned vector for each word, byte or character.",
    reference: "BengioDVJ2003",
    parameters: {
      words: { symbol: "V", initial: 256, range: [1, 1e7], about: "how many different inputs there are" },
      size: { symbol: "m", initial: 16, range: [1, 1e5], about: "numbers each becomes" },
    },
  },
  ({ words, size }) => ({
    name: "embedding",
    on: (input) => {
      const k = sizeOf(input);
      return {
        output: { height: 1, width: k, channels: size },
        tensors: [{ name: "vectors", shape: [words, size], mean: 0, deviation: 1 }],
        statistics: 0,
        open: (capacity) => {
          const y = new Float64Array(capacity * k * size);
          let last = NOTHING;
          return {
            forward: (parameters, x, rows) => {
              last = x;
              for (let i = 0; i < rows * k; i++) {
                const word = x[i];
                if (!(word >= 0 && word < words && Number.isInteger(word))) {
                  const would = `give whole numbers from 0 to ${words - 1}`;
                  throw new UsageError({ where: "embedding", what: "no such word", got: word, would });
                }
                for (let j = 0; j < size; j++) y[i * size + j] = parameters[word * size + j];
              }
              return y;
            },
            backward: (_, dy, rows, gradient) => {
              for (let i = 0; i < rows * k; i++) {
                for (let j = 0; j < size; j++) gradient[last[i] * size + j] += dy[i * size + j];
              }
              return NOTHING;
            },
          };
        },
      };
    },
  }),
);
