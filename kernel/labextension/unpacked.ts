/** A message with its bytes put back, and its lists of numbers, `{ dtype: "f8", bdata }`, as what they are. */
export function unpacked<Content extends { readonly buffer_paths: readonly (readonly (string | number)[])[] }>(
  content: Content,
  buffers: readonly DataView[],
): Content {
  content.buffer_paths.forEach((path, index) => {
    const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Members)[key], content);
    (holder as Members)[path.at(-1) as string] = buffers[index];
  });
  return numbersIn(content) as Content;
}

type Members = Record<string | number, unknown>;

function numbersIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(numbersIn);
  const { dtype, bdata } = value as Members;
  if (dtype === "f8" && bdata instanceof DataView)
    // Copied, since the bytes of a message may begin anywhere.
    return new Float64Array(bdata.buffer.slice(bdata.byteOffset, bdata.byteOffset + bdata.byteLength));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, numbersIn(member)]));
}
