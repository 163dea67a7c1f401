import type { MessagePort } from "node:worker_threads";
import type { Connection } from "../protocol/connection.js";
import type { Draft, Header, JsonObject, Message } from "../protocol/message.js";

/** What the main thread gives to the sockets' thread at its start. */
export interface SocketsOptions {
  connection: Connection;
  information: JsonObject;
  /** The memory of the {@link Activity} of the main thread. */
  activity: SharedArrayBuffer;
  /** The way to the main thread and back. */
  bridge: MessagePort;
  /** Where the answers to input requests go, read synchronously on the other side. */
  answers: MessagePort;
  /** The way to the thread that helps with writing code. */
  assistance: MessagePort;
}

/** From the main thread to the sockets. */
export type ToSockets =
  | { operation: "publish"; draft: Omit<Draft, "identities"> }
  | { operation: "stream"; name: StreamName; text: string; parent: Header | undefined }
  | { operation: "reply"; channel: "shell" | "stdin"; draft: Draft }
  | { operation: "end" };

/** From the sockets to the main thread. */
export type FromSockets =
  | { operation: "ready" }
  | { operation: "request"; message: Message }
  | { operation: "interrupt" }
  | { operation: "exit"; code: 0 | 1 };

export type StreamName = "stdout" | "stderr";

/** What a message costs who takes it: its characters, and as many as take as long as what there is to do for every message. */
export function weightOf(message: ToSockets): number {
  const each = 1000;
  if (message.operation === "end") return each;
  return each + (message.operation === "stream" ? message.text.length : message.draft.content.length);
}
