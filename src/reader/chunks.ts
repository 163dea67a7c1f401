import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { fromThread } from "./thread.js";

const chunkSize = 1 << 16;

/** Bytes themselves, or the path of a file that has them. */
export type Bytes = Uint8Array | { readonly path: string };

/** What is at a path; of a pipe, as /dev/stdin, all of it, for it says nothing twice. */
export function bytesAt(path: string): Bytes {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || found.isFile() || found.isDirectory() ? { path } : readFileSync(path);
}

/**
 * The bytes, one piece after the other; each is done with when the next is asked for. Of gzip it is what is in it.
 *
 * @param onCut is told what is wrong with a gzip file that is not whole, after what could be unpacked
 */
export function* chunksOf(bytes: Bytes, onCut: (reason: string) => void): Generator<Uint8Array> {
  const [first, second] = firstBytes(bytes, 2);
  if (first !== 0x1f || second !== 0x8b) {
    if (bytes instanceof Uint8Array) yield bytes;
    else yield* chunksOfFile(bytes.path, chunkSize);
    return;
  }
  try {
    yield* fromThread<Uint8Array>(unpack, bytes);
  } catch (error) {
    onCut((error as Error).message);
  }
}

/** So many bytes of the beginning, or fewer where there are no more. */
export function firstBytes(bytes: Bytes, count: number): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes.subarray(0, count);
  for (const chunk of chunksOfFile(bytes.path, count)) return chunk;
  return new Uint8Array();
}

/** All in the same memory. */
function* chunksOfFile(path: string, size: number): Generator<Uint8Array> {
  const file = opened(path);
  try {
    const chunk = new Uint8Array(size);
    for (let length = readFrom(file, chunk, path); length > 0; length = readFrom(file, chunk, path))
      yield chunk.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw problemOf(error, path);
  }
}

function readFrom(file: number, chunk: Uint8Array, path: string): number {
  try {
    return readSync(file, chunk);
  } catch (error) {
    throw problemOf(error, path);
  }
}

function problemOf(error: unknown, path: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new Error(`${path}: there is no such file`);
  return new Error(`${path}: ${code === "EISDIR" ? "is a folder, not a file" : message}`);
}

/** Node unpacks piece by piece only with callbacks. */
const unpack = `
const { createReadStream } = require("node:fs");
const { Readable } = require("node:stream");
const { createGunzip } = require("node:zlib");
const source = input instanceof Uint8Array ? Readable.from([input]) : createReadStream(input.path);
const unpacked = source.pipe(createGunzip({ chunkSize: ${chunkSize} }));
source.on("error", (error) => unpacked.destroy(error));
for await (const chunk of unpacked) {
  const value = Uint8Array.from(chunk);
  give({ value }, [value.buffer]);
}
`;
