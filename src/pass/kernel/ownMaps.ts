/** Curves that are functions of the user's own: they cannot be written into a program, so the kernel asks for them. */
import { BLOCK, curveMap } from "../maps.ts";
import type { Request } from "../pass.ts";

/** Fills in m and h of a request's curve at z. */
export type Own = (request: number, z: Float64Array, m: Float64Array, h: Float64Array) => void;

export function ownMaps(requests: readonly Request[]): Own {
  const maps = requests.map((request) => {
    const field = request.kind === "moments" ? request.weighing : request;
    const curve = field !== undefined && "curve" in field ? field.curve : undefined;
    return curve !== undefined && "link" in curve && "own" in curve.link ? curveMap(curve) : undefined;
  });
  return (request, z, m, h) => {
    // As many rows as a map has room for.
    for (let i = 0; i < z.length; i += BLOCK) {
      const end = Math.min(z.length, i + BLOCK);
      maps[request]?.(z.subarray(i, end), m.subarray(i, end), h.subarray(i, end), end - i);
    }
  };
}
