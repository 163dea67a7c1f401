import { randomUUID } from "node:crypto";
import { type Draft, type Header, type JsonObject, type Message, protocolVersion } from "./message.js";
import type { Replay } from "./replay.js";
import type { Signature } from "./signature.js";

const delimiter = Buffer.from("<IDS|MSG>");
const session = randomUUID();

/** A message that is not to be trusted or not to be understood; it is dropped and nothing of it is executed. */
export class MalformedMessage extends Error {
  override name = "MalformedMessage";
}

/**
 * The message in the frames of one ZeroMQ multipart message. Throws {@link MalformedMessage} for anything else, and for what `replay` has
 * seen before.
 */
export function decode(frames: readonly Buffer[], signature: Signature, replay?: Replay): Message {
  const start = frames.findIndex((frame) => frame.equals(delimiter));
  if (start < 0) throw new MalformedMessage("no delimiter");
  const body = frames.slice(start + 2, start + 6);
  if (body.length < 4) throw new MalformedMessage("fewer than four parts");
  if (!signature.verify(frames[start + 1]!, body)) throw new MalformedMessage("wrong signature");
  if (replay && !signature.isEmpty && !replay.isNew(String(frames[start + 1])))
    throw new MalformedMessage("a message that has come before");
  const [header, parentHeader, metadata, content] = body.map(parseObject);
  if (!isHeader(header!)) throw new MalformedMessage("a header without msg_id or msg_type");
  return {
    identities: frames.slice(0, start),
    header,
    parentHeader: parentHeader!,
    metadata: metadata!,
    content: content!,
    buffers: frames.slice(start + 6),
  };
}

/** The frames of a message of ours. */
export function encode(draft: Draft, signature: Signature): (Uint8Array | string)[] {
  const header: Header = {
    msg_id: randomUUID(),
    msg_type: draft.type,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: protocolVersion,
  };
  const { parent = {}, metadata, content } = draft;
  const body = [JSON.stringify(header), JSON.stringify(parent), wellFormed(metadata), wellFormed(content)];
  return [...draft.identities, delimiter, signature.sign(body), ...body, ...draft.buffers];
}

/**
 * JSON with U+FFFD for every half of a character of two units that stands alone. JavaScript's texts may hold some, Python cannot write them into
 * a file: one in an output would cost the whole notebook.
 */
function wellFormed(json: string): string {
  // Whole characters stand as they are, only halves are written as escapes; a backslash before it would be a backslash of the text.
  return json.includes("\\ud")
    ? json.replace(/\\(?:ud[89a-f]..|.)/g, (found) => (found.startsWith("\\ud") ? "\\ufffd" : found))
    : json;
}

function parseObject(frame: Buffer): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(frame.toString());
  } catch (error) {
    throw new MalformedMessage("a part is not JSON", { cause: error });
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new MalformedMessage("a part is not a JSON object");
  }
  return value as JsonObject;
}

function isHeader(header: JsonObject): header is Header {
  return typeof header.msg_id === "string" && typeof header.msg_type === "string";
}
