/**
 * Text of a user's table made safe to show: control characters and marks that turn the reading direction could move
 * a terminal's cursor or reorder what stands around them, so they are spelled out as `\u{202e}`.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** The text, or its beginning and end around "…" where it has more than `most` characters: levels stand at the end. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  return `${characters.slice(0, most - 1 - end).join("")}…${characters.slice(characters.length - end).join("")}`;
}
