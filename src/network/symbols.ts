/** Text as symbols, one a byte: a new line, a tab, the 95 of ASCII that print, and one for all others. */

export const SYMBOLS = 98;
const [OTHER, NEW_LINE, TAB, SPACE] = [0, 1, 2, 3];

export function symbolsOf(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    if (byte === 10) return NEW_LINE;
    if (byte === 9) return TAB;
    return byte >= 32 && byte < 127 ? byte - 32 + SPACE : OTHER;
  });
}
