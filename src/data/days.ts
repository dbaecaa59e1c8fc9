/** Dates as numbers: days since 1970-01-01T00:00Z. */

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?\s?(?:Z|([+-])(\d\d):?(\d\d)?)?)?$/;
const DAY = 86_400_000;

/** The days of an ISO 8601 date or timestamp; a timestamp without a zone counts as UTC. Undefined for other text. */
export function daysOf(text: string): number | undefined {
  const parts = ISO.exec(text.trim());
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = [1, 2, 3, 4, 5, 6, 8, 9].map((i) =>
    Number(parts[i] ?? 0),
  );
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second >= 60) return undefined;
  const zone = (parts[7] === "-" ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  return midnight.getTime() / DAY + (hour * 60 + minute - zone) / 1440 + second / 86_400;
}

/** The ISO 8601 text of days since 1970-01-01: a date, or a timestamp in UTC where there is a time of day. */
export function isoOf(days: number): string {
  const text = new Date(Math.round(days * DAY)).toISOString();
  return text.replace(/T00:00:00\.000Z$/, "");
}
