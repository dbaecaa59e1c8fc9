import { UsageError } from "../errors.ts";
import type { Request, Working } from "./pass.ts";

/** What a request brings; an index has to do with neither labels nor weights. */
export function workingOf(request: Request): Working {
  return (request.kind === "index" ? undefined : request.working) ?? {};
}

/** @throws UsageError for working labels or weights that are not as many as the rows */
export function expectWorking(requests: readonly Request[], rows: number): void {
  for (const { y, weights } of requests.map(workingOf)) {
    expectLength("labels", y, rows);
    expectLength("weights", weights, rows);
  }
}

function expectLength(name: string, values: Float64Array | undefined, rows: number): void {
  if (values === undefined || values.length === rows) return;
  const [what, would] = [`there are not as many as rows`, `bring ${rows}, in the order of the pass's rows`];
  throw new UsageError({ where: `working ${name}`, what, got: values.length, would });
}
