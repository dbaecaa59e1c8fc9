/** The catalogue of geometries: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Geometry } from "../geometry.ts";
import { ball } from "./ball.ts";
import { euclidean } from "./euclidean.ts";
import { shell } from "./shell.ts";
import { sphere } from "./sphere.ts";

export const geometries: Catalogue<Geometry> = { ball, euclidean, sphere, shell };
