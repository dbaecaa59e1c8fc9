/** Protocol buffers, as far as a file format of nested messages needs them: varints and bytes, each behind its field's number. */

/** A piece of a message, in parts not yet put together. */
export type Message = readonly Uint8Array[];

/** An unsigned integer below 2⁵³: seven bits a byte, the lowest first. */
export function integer(field: number, value: number): Message {
  return [varint(field * 8), varint(value)];
}

export function text(field: number, value: string): Message {
  return bytes(field, new TextEncoder().encode(value));
}

export function bytes(field: number, value: Uint8Array): Message {
  return [varint(field * 8 + 2), varint(value.length), value];
}

/** A message within a message. */
export function message(field: number, ...parts: readonly Message[]): Message {
  return bytes(field, joined(...parts));
}

export function joined(...parts: readonly Message[]): Uint8Array {
  const pieces = parts.flat();
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function varint(value: number): Uint8Array {
  const digits: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...digits, rest]);
    digits.push((rest % 128) + 128);
  }
}
