/** A field whose known link keeps the scale and shift that suit the direction at hand, refitted at every step. */
import { together } from "../pass/together.ts";
import type { Field, FieldOf, KnownLink } from "./field.ts";
import { fineProfile, type Knowledge, settle } from "./judge.ts";
import { smoothing } from "./schedule.ts";

export interface SettledField extends Field {
  /** The link at its latest scale and shift. */
  readonly known: KnownLink;
}

/**
 * The profile that tells scale and shift rides in the sweep of the field, so each step uses those of the step before.
 *
 * @param first the link at the start
 */
export function settled(fieldOf: FieldOf, first: KnownLink, knowledge: Knowledge): SettledField {
  let known = first;
  return {
    get name() {
      return fieldOf(known).name;
    },
    get known() {
      return known;
    },
    async at(w, phi, frame) {
      const before = known;
      const [g] = await together(frame.pass, [
        (pass) => fieldOf(before).at(w, phi, { ...frame, pass }),
        async (pass) => {
          const [profile] = await pass.sweep([fineProfile(frame.whitening.line(w))]);
          known = settle(profile, knowledge, smoothing(phi), before) ?? before;
          return new Float64Array(0);
        },
      ]);
      return g;
    },
  };
}
