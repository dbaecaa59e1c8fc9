/** Numbers for people. */

/** Three significant digits, and no exponent where a plain number is short enough. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size >= 1e7 || size < 1e-4) return rounded.toExponential().replace("e+", "e");
  if (Number.isInteger(rounded) && size >= 100) return String(Math.round(value));
  return value.toPrecision(digits);
}

/** With its sign, as an effect has it. */
export function signed(value: number): string {
  return value > 0 ? `+${significant(value)}` : significant(value);
}

/** A share as whole per cent; not 0 or 100 where it only nearly is. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  if (whole === 0 && share > 0) return "under 1 %";
  if (whole === 100 && share < 1) return "over 99 %";
  return `${whole} %`;
}
