import { type AnyWidget, type DomState, Widget } from "./widget.js";

/** What boxes have, with the names of ipywidgets. */
export interface BoxState extends DomState {
  children: readonly AnyWidget[];
  box_style: "success" | "info" | "warning" | "danger" | "";
}

/** Widgets together. */
export class Box extends Widget<BoxState> {
  constructor(model: string, children: readonly AnyWidget[], state: Partial<BoxState> = {}) {
    super(model, { ...state, children });
  }

  override get text(): string {
    return this.get("children")
      .map((child) => child.text)
      .filter((line) => line !== "")
      .join("\n");
  }
}
