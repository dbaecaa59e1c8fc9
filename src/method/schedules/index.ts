/** The catalogue of schedules: a new one is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Schedule } from "../schedule.ts";
import { constant } from "./constant.ts";
import { geometric } from "./geometric.ts";

export const schedules: Catalogue<Schedule> = { constant, geometric };
