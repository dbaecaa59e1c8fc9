import { type Part, part } from "../../part.ts";
import { linkOf } from "../../pass/maps.ts";
import { linkAt } from "../../problem/link.ts";
import { type FieldOf, meanField } from "../field.ts";
import { ownCurve } from "../ownCurve.ts";

/** −E[y σ′(z) x], the gradient of the correlation loss 1 − E[y σ(z)]: on the sphere that of the square loss, up to what z decides. */
export const correlation: Part<FieldOf> = part(
  {
    name: "correlation",
    about: "Gradient of 1 − E[y σ(w·x)]: m = 0, h = σ′.",
    reference: "BenArousGJ2021",
    parameters: {},
  },
  () =>
    ({ link, scale, shift }) => {
      const { slope } = linkAt(linkOf(link));
      const curve = ownCurve(
        "correlation",
        () => 0,
        (z) => scale * slope(scale * z + shift),
      );
      return { name: "correlation", at: (w, _phi, frame) => meanField(w, frame, { curve }) };
    },
);
