import { type AnyWidget, type Attributes, Widget } from "./widget.js";

/** Widgets together. */
export class Container<State extends { children: readonly AnyWidget[] }> extends Widget<State> {
  constructor(model: string, children: readonly AnyWidget[] = [], state: Attributes<State> = {}) {
    super(model, { ...state, children });
  }

  override get text(): string {
    return this.get("children")
      .map((child) => child.text)
      .filter((line) => line !== "")
      .join("\n");
  }
}

/** Widgets on pages of which one is shown, each with its title. */
export class Pages<
  State extends { children: readonly AnyWidget[]; titles: readonly string[]; selected_index: number | null },
> extends Container<State> {
  override get text(): string {
    const titles = this.get("titles");
    return this.get("children")
      .map((child, index) => [titles[index] ?? "", child.text].filter((line) => line !== "").join(": "))
      .join("\n");
  }
}

/** Pages of which the first is open. */
export class OpenPages<
  State extends { children: readonly AnyWidget[]; titles: readonly string[]; selected_index: number | null },
> extends Pages<State> {
  constructor(model: string, children: readonly AnyWidget[] = [], state: Attributes<State> = {}) {
    super(model, children, { selected_index: children.length > 0 ? 0 : null, ...state } as Attributes<State>);
  }
}
