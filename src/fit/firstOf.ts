/** What is carried to very many rows, on the first of them. */
import { firstRows } from "../data/split.ts";
import type { Pass } from "../pass/pass.ts";
import type { RowTrust } from "../robust/explanation.ts";
import type { Carried } from "./procedure.ts";

/** @param pass over the first so many rows */
export function firstOf(carried: Carried, rows: number, pass: Pass): Carried {
  const { trust, design } = carried;
  return {
    ...carried,
    pass,
    design: firstRows(design, rows),
    ...(trust && { trust: firstTrust(trust, rows, design.n) }),
  };
}

function firstTrust({ corrupted, counts, bends, at }: RowTrust, rows: number, all: number): RowTrust {
  const first = (values: Float64Array): Float64Array => values.subarray(0, rows);
  const padded = (values: Float64Array): Float64Array => {
    const full = new Float64Array(all);
    full.set(values);
    return full;
  };
  return {
    corrupted: first(corrupted),
    counts: first(counts),
    ...(bends && { bends: first(bends) }),
    ...(at && { at: (residuals) => firstTrust(at(padded(residuals)), rows, all) }),
  };
}
