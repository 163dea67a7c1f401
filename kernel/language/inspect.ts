import type { JsonObject } from "../protocol/message.js";
import type { Checker } from "./checker.js";
import { fromCodePoints } from "./cursor.js";

/** The content of an inspect_reply. */
export function inspect(inspectAt: Checker["inspect"], { code, cursor_pos: cursor }: JsonObject): JsonObject {
  const text = String(code ?? "");
  const found = inspectAt(text, fromCodePoints(text, Number(cursor ?? text.length)));
  if (!found) return { status: "ok", found: false, data: {}, metadata: {} };
  const { signature, documentation } = found;
  const data = {
    "text/plain": [signature, documentation].filter(Boolean).join("\n\n"),
    "text/markdown": `\`\`\`typescript\n${signature}\n\`\`\`\n\n${documentation}`.trimEnd(),
  };
  return { status: "ok", found: true, data, metadata: {} };
}
