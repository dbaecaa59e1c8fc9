/** 64 bits of arrays, to tell whether they are those of last time: FNV-1a over 32-bit words, two lanes apart. */
export function fingerprint(...arrays: readonly (Float64Array | Float32Array | Int32Array | Uint8Array)[]): string {
  let [one, two] = [0x811c9dc5, 0x01000193];
  for (const array of arrays) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < bytes.length; i++) {
      one = Math.imul(one ^ bytes[i], 0x01000193);
      two = Math.imul(two ^ bytes[i] ^ 0x5a, 0x85ebca6b);
    }
    one ^= array.length;
    two ^= array.length;
  }
  return [one, two].map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join("");
}
