import { ValueWidget } from "./control.js";
import type { Attributes } from "./widget.js";

/** What a picture, a sound or a film has in common. */
interface MediaState {
  /** Its file, as it is; or, in the format `"url"`, its address. */
  value: Uint8Array;
  format: string;
}

/** A picture, a sound or a film: its bytes, or the address of it as text. */
export class Media<State extends MediaState> extends ValueWidget<Uint8Array, State> {
  constructor(model: string, source: Uint8Array | string, state: Attributes<State> = {}) {
    const given =
      typeof source === "string" ? { value: new TextEncoder().encode(source), format: "url" } : { value: source };
    super(model, { ...given, ...state } as Attributes<State>);
  }
}
