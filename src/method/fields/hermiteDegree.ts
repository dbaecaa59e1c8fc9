import { type Part, part, type Real } from "../../part.ts";
import { type FieldOf, meanField } from "../field.ts";

/** −c_k √k E[y He_{k−1}(z) x]: the field of the k-th Hermite term of the loss, for links of information exponent k. */
export const hermiteDegree: Part<FieldOf, { degree: Real; coefficient: Real }> = part(
  {
    name: "hermiteDegree",
    about: "The k-th Hermite term of the square loss alone.",
    reference: "WangZDD2024",
    parameters: {
      degree: { symbol: "k", initial: 1, range: [1, 50], about: "Hermite degree" },
      coefficient: { symbol: "c_k", initial: 1, range: [-1e6, 1e6], about: "Hermite coefficient of the link" },
    },
  },
  ({ degree, coefficient }) =>
    () => ({
      name: "hermiteDegree",
      at: (w, _phi, frame) => meanField(w, frame, { curve: { degree, coefficient } }),
    }),
);
