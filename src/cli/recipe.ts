/** The command that does it again, as one would type it. */

export type Words = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/**
 * `recipe(["fit", "a.csv"], { target: "y", intercept: false })` → `plumbline fit a.csv --target y --no-intercept`.
 * What is undefined or true is left out: true is what an option with a `--no-` form is without it.
 */
export function recipe(command: readonly string[], options: Words): string {
  const words = Object.entries(options).flatMap(([key, value]) => {
    if (value === undefined || value === true) return [];
    const option = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (value === false) return [`--no-${option}`];
    return [`--${option}`, typeof value === "object" ? value.map(escapedComma).join(",") : String(value)];
  });
  return ["plumbline", ...command, ...words].map(quoted).join(" ");
}

const escapedComma = (name: string): string => name.replace(/[,\\]/g, "\\$&");

/** A word as a POSIX shell reads it back. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
