/** The version of the Jupyter messaging protocol that the kernel speaks. */
export const protocolVersion = "5.4";

/** The header of a message. What else a client puts into it is kept, since it must come back as the parent header. */
export interface Header {
  msg_id: string;
  msg_type: string;
  [field: string]: unknown;
}

export type JsonObject = Record<string, unknown>;

/** A message as it arrives. */
export interface Message {
  /** The routing prefix that leads a reply back to its client. */
  identities: Uint8Array[];
  header: Header;
  parentHeader: JsonObject;
  metadata: JsonObject;
  content: JsonObject;
  buffers: Uint8Array[];
}

/**
 * A message as it leaves. Content and metadata are JSON text already: they are written where they arise, so that a value
 * that JSON cannot hold fails in the cell that made it.
 */
export interface Draft {
  identities: Uint8Array[];
  type: string;
  parent: Header | undefined;
  metadata: string;
  content: string;
  buffers: Uint8Array[];
}
