import { closeSync, openSync, readSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const chunkSize = 1 << 16;

/** The bytes of a file, or of what is given itself, one piece after the other in the same memory; of gzip, what is in it. */
export function* chunksOf(source: string | Uint8Array, isPath: boolean): Generator<Uint8Array> {
  const bytes = typeof source !== "string" ? source : isPath ? undefined : Buffer.from(source);
  if (bytes) yield isGzip(bytes) ? gunzipSync(bytes) : bytes;
  else yield* chunksOfFile(source as string);
}

function* chunksOfFile(path: string): Generator<Uint8Array> {
  const file = opened(path);
  try {
    const chunk = new Uint8Array(chunkSize);
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) yield chunk.subarray(0, size);
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${path}: ${code === "ENOENT" ? "there is no such file" : message}`);
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
