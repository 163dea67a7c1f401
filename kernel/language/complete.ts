import type { JsonObject } from "../protocol/message.js";
import type { Checker } from "./checker.js";
import { fromCodePoints, toCodePoints } from "./cursor.js";

/** The content of a complete_reply. */
export function complete(completeAt: Checker["complete"], { code, cursor_pos: cursor }: JsonObject): JsonObject {
  const text = String(code ?? "");
  const { start, end, candidates } = completeAt(text, fromCodePoints(text, Number(cursor ?? text.length)));
  const from = toCodePoints(text, start);
  const to = toCodePoints(text, end);
  return {
    status: "ok",
    matches: candidates.map(({ name }) => name),
    cursor_start: from,
    cursor_end: to,
    metadata: {
      _jupyter_types_experimental: candidates.map(({ name, kind }) => ({
        text: name,
        type: kind,
        start: from,
        end: to,
      })),
    },
  };
}
