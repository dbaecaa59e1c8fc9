/**
 * Text of a user's table made safe to show: control characters and marks that turn the reading direction could move
 * a terminal's cursor or reorder what stands around them, so they are spelled out as `\u{202e}`.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** The text, or its beginning and "…" where it has more than `most` characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
