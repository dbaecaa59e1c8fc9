import { type Part, part } from "../../part.ts";
import { linkOf } from "../../pass/maps.ts";
import { linkAt } from "../../problem/link.ts";
import { type FieldOf, meanField } from "../field.ts";
import { ownCurve } from "../ownCurve.ts";

/** E[(σ(z) − y)(1 + sgn z) x] with sgn 0 = 0: at the origin the Chow vector, elsewhere twice the rows that respond. */
export const reflected: Part<FieldOf> = part(
  {
    name: "reflected",
    about: "The square loss's gradient for a ReLU whose kink counts half: m = σ, h = 1 + sgn z.",
    reference: "Soltanolkotabi2017",
    parameters: {},
  },
  () =>
    ({ link, scale, shift }) => {
      const { value } = linkAt(linkOf(link));
      const curve = ownCurve(
        "reflected",
        (z) => value(scale * z + shift),
        (z) => (z > 0 ? 2 : z < 0 ? 0 : 1),
      );
      return { name: "reflected", at: (w, _phi, frame) => meanField(w, frame, { curve }) };
    },
);
