/** The divergences that may bound a shift: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Divergence } from "../divergence.ts";
import { chi2 } from "./chi2.ts";
import { kl } from "./kl.ts";

export const divergences = { chi2, kl } satisfies Catalogue<Divergence>;
