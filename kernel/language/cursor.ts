// The protocol counts Unicode code points, JavaScript strings count UTF-16 units: an emoji is one of the first and two
// of the second.

/** The index in the string of a position of the protocol. */
export function fromCodePoints(text: string, position: number): number {
  let index = 0;
  for (let passed = 0; passed < position && index < text.length; passed += 1) {
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  }
  return index;
}

/** The position in the protocol of an index in the string. */
export function toCodePoints(text: string, index: number): number {
  let count = 0;
  for (const _ of text.slice(0, index)) count += 1;
  return count;
}
