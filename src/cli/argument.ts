/** From the words of a command line to values. */
import { UsageError } from "../errors.ts";

/** `a,b` → ["a", "b"]; a comma that belongs to a name is written `\,`. */
export function list(text: string): string[] {
  const words = text.match(/(?:\\[^]|[^,\\])+|\\$/g) ?? [];
  return words.map((word) => word.replace(/\\([,\\])/g, "$1"));
}

/** An integer from `least` on. @throws UsageError */
export const integer =
  (option: string, least: number) =>
  (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new UsageError({
      where: option,
      what: "not a number it can take",
      got: text,
      would: `give an integer from ${least} on`,
    });
  };

/** A number within bounds that are not reached themselves where `open` says so. @throws UsageError */
export const real =
  (option: string, low: number, high: number, would: string) =>
  (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= low && value < high) return value;
    throw new UsageError({ where: option, what: "not a number it can take", got: text, would });
  };
