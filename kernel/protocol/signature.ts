import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs and verifies the four JSON frames of a message; an empty key means that the connection is unsigned. */
export class Signature {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  get isEmpty(): boolean {
    return this.#key === "";
  }

  sign(frames: readonly (Uint8Array | string)[]): string {
    if (this.isEmpty) return "";
    const digest = createHmac("sha256", this.#key);
    for (const frame of frames) digest.update(frame);
    return digest.digest("hex");
  }

  /** Compares in constant time, so that the time of an answer says nothing about the right signature. */
  verify(signature: Uint8Array, frames: readonly Uint8Array[]): boolean {
    if (this.isEmpty) return true;
    const expected = Buffer.from(this.sign(frames));
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}
