/** The catalogue of links: a new link is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Link } from "../link.ts";
import { relu } from "./relu.ts";

export const links: Catalogue<Link> = { relu };
