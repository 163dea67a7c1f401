import type { JsonObject } from "./message.js";

/** The type of the message that answers a request. */
export function replyTo(type: string): string {
  return type.replace(/_request$/, "_reply");
}

/** The content of the reply to a request that the kernel does not serve: a client that asks is told instead of left waiting. */
export function unknownRequest(type: string, channel: "shell" | "control"): JsonObject {
  const evalue = `this kernel serves no ${type} on the ${channel} channel`;
  return { status: "error", ename: "UnknownRequest", evalue, traceback: [`UnknownRequest: ${evalue}`] };
}
