/** The first 32 bits of each number, as whole numbers that rise with it. */
export function keysOf(values: Float64Array): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const keys = new Uint32Array(values.length);
  for (let index = 0; index < keys.length; index++) {
    const word = words[2 * index + 1]!;
    keys[index] = word >>> 31 ? ~word : word | 0x80000000;
  }
  return keys;
}

export function extremesOf(keys: Uint32Array): readonly [low: number, high: number] {
  let low = 0xffffffff;
  let high = 0;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (key < low) low = key;
    if (key > high) high = key;
  }
  return [low, high];
}

/** The least number of each key. */
export function leastOf(keys: Uint32Array): Float64Array {
  const values = new Float64Array(keys.length);
  const words = new Uint32Array(values.buffer);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const isNegative = key >>> 31 === 0;
    words[2 * index] = isNegative ? 0xffffffff : 0;
    words[2 * index + 1] = isNegative ? ~key : key & 0x7fffffff;
  }
  return values;
}
