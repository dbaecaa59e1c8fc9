/** How often each row comes up when n rows are drawn from n with replacement (Efron1979); groups are drawn as one. */
import type { Design } from "../data/design.ts";
import type { RandomStream } from "../math/random.ts";

export function drawn({ n, groups }: Pick<Design, "n" | "groups">, stream: RandomStream): Float64Array {
  const places = groups === undefined ? undefined : placesOf(groups);
  const units = places === undefined ? n : Math.max(...places) + 1;
  const times = new Float64Array(units);
  for (let k = 0; k < units; k++) times[stream.below(units)] += 1;
  return places === undefined ? times : Float64Array.from(places, (place) => times[place]);
}

/** Groups numbered from 0. */
function placesOf(groups: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return groups.map((group) => {
    const place = numbers.get(group) ?? numbers.size;
    numbers.set(group, place);
    return place;
  });
}
