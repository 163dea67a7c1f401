import { type Displayable, displaySymbol } from "./mime.js";

/** How files of pictures begin. */
const beginnings: readonly (readonly [type: string, offset: number, bytes: readonly number[]])[] = [
  ["image/png", 0, [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", 0, [0xff, 0xd8, 0xff]],
  ["image/gif", 0, [0x47, 0x49, 0x46, 0x38]],
  ["image/webp", 8, [0x57, 0x45, 0x42, 0x50]],
];

/**
 * Shows a picture: the bytes of a PNG, JPEG, GIF or WebP file, told apart by how they begin.
 *
 * @throws TypeError for bytes that begin like none of them
 */
export function image(bytes: Uint8Array): Displayable {
  const type = beginnings.find(([, offset, start]) =>
    start.every((byte, index) => bytes[offset + index] === byte),
  )?.[0];
  if (!type)
    throw new TypeError("image: expected the bytes of a PNG, JPEG, GIF or WebP file; a drawing in SVG is svg(text)");
  return { [displaySymbol]: () => ({ "text/plain": `${type}, ${bytes.length} bytes`, [type]: bytes }) };
}
