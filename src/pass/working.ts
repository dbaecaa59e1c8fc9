import { UsageError } from "../errors.ts";
import type { Request } from "./pass.ts";

/** @throws UsageError for working labels or weights that are not as many as the rows */
export function expectWorking(requests: readonly Request[], rows: number): void {
  for (const { working } of requests) {
    expectLength("labels", working?.y, rows);
    expectLength("weights", working?.weights, rows);
  }
}

function expectLength(name: string, values: Float64Array | undefined, rows: number): void {
  if (values === undefined || values.length === rows) return;
  const [what, would] = [`there are not as many as rows`, `bring ${rows}, in the order of the pass's rows`];
  throw new UsageError({ where: `working ${name}`, what, got: values.length, would });
}
