import { createHash } from "node:crypto";

const opening = "phasebook.seal=";
/** As long as the digest that takes its place. */
const blank = "0".repeat(64);

/** What a file holds in the place of its digest until it is sealed. */
export const seal = opening + blank;

/** The bytes with their digest in the place of {@link seal}, so that any change of them is seen before they are read. */
export function sealed(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.write(digestOf(copy), copy.lastIndexOf(seal) + opening.length);
  return copy;
}

/** Whether bytes are as they were when they were sealed; undefined for those that never were. */
export function isIntact(bytes: Uint8Array): boolean | undefined {
  const copy = Buffer.from(bytes);
  const at = copy.lastIndexOf(opening);
  if (at < 0) return undefined;
  const found = copy.toString("latin1", at + opening.length, at + seal.length);
  copy.write(blank, at + opening.length);
  return found === digestOf(copy);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
