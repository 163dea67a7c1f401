import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode, MalformedMessage } from "../../kernel/protocol/frames.js";
import { Signature } from "../../kernel/protocol/signature.js";

const signature = new Signature("a key");
const parent = { msg_id: "1", msg_type: "execute_request" };
const wire = (frames: (Uint8Array | string)[]): Buffer[] => frames.map((frame) => Buffer.from(frame));
const draft = {
  identities: [Buffer.from("client")],
  type: "status",
  parent,
  metadata: "{}",
  content: '{"a":"漢🎈"}',
  buffers: [Uint8Array.of(1, 2, 3)],
};

describe("frames", () => {
  test("what is encoded is decoded", () => {
    const message = decode(wire(encode(draft, signature)), signature);
    expect(message.header.msg_type).toBe("status");
    expect(message.parentHeader).toEqual(parent);
    expect(message.content).toEqual({ a: "漢🎈" });
    expect(message.identities.map(String)).toEqual(["client"]);
    expect(message.buffers.map((buffer) => [...buffer])).toEqual([[1, 2, 3]]);
  });

  test("another key, no key, or a changed part are refused", () => {
    const frames = wire(encode(draft, signature));
    expect(() => decode(frames, new Signature("another"))).toThrow("wrong signature");
    expect(() => decode(wire(encode(draft, new Signature(""))), signature)).toThrow("wrong signature");
    for (const index of [2, 3, 4, 5, 6]) {
      const changed = frames.map((frame, at) => (at === index ? Buffer.concat([frame, Buffer.from(" ")]) : frame));
      expect(() => decode(changed, signature)).toThrow(MalformedMessage);
    }
  });

  test("halves of characters, which Python could not write into a notebook, are replaced", () => {
    const text = "a\ud800 \udc00\\ud800 \\\ud83c 🎈\n\u0001";
    const frames = wire(encode({ ...draft, content: JSON.stringify({ text }) }, signature));
    expect(decode(frames, signature).content).toEqual({ text: "a\ufffd \ufffd\\ud800 \\\ufffd 🎈\n\u0001" });
  });

  test("an empty key accepts every signature", () => {
    const unsigned = new Signature("");
    expect(decode(wire(encode(draft, signature)), unsigned).header.msg_type).toBe("status");
    expect(unsigned.sign(["x"])).toBe("");
  });

  test("the signature is that of the protocol", () => {
    // printf '{}{}{}{}' | openssl dgst -sha256 -hmac key
    expect(new Signature("key").sign(["{}", "{}", "{}", "{}"])).toBe(
      "ca767b02c5bc061ed184a9a029e7f93a7f2f7ed4e8fe74120fc1212f0b008fa3",
    );
  });

  test("no frames whatever are anything but a message or refused", () => {
    const unsigned = new Signature("");
    const part = fc.oneof(
      fc.constantFrom("<IDS|MSG>", "{}", "", "[]", "null", '{"msg_id":"1","msg_type":"x"}'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (frames) => {
        try {
          decode(wire(frames), unsigned);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
