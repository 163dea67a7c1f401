import { type AnyWidget, type Attributes, Widget } from "./widget.js";

/** A widget with a value that the reader can change. */
export interface Control<Value> extends AnyWidget {
  readonly value: Value;
  /** The text before it. */
  description: string;
  /** Calls back with every new value; returns what ends it. */
  onChange(listener: (value: Value) => void | Promise<void>): () => void;
}

/** A widget whose value is its attribute `value`. */
export class ValueWidget<Value, State extends { value: Value }> extends Widget<State> {
  get value(): Value {
    return this.get("value");
  }

  set value(value: Value) {
    this.set({ value } as Attributes<State>);
  }

  onChange(listener: (value: Value) => void | Promise<void>): () => void {
    return this.observe("value", () => listener(this.value));
  }
}

/** One with a text before it. */
export class ValueControl<Value, State extends { value: Value; description: string }>
  extends ValueWidget<Value, State>
  implements Control<Value>
{
  get description(): string {
    return this.get("description");
  }

  set description(description: string) {
    this.set({ description } as Attributes<State>);
  }
}

/** One that shows its value and lets nobody change it, so that the value is what it is made with. */
export class TextControl<State extends { value: string; description: string }> extends ValueControl<string, State> {
  constructor(model: string, value: string, state: Attributes<State> = {}) {
    super(model, { ...state, value });
  }
}

/** A range between bounds: the middle half of them unless its value is given. */
export class RangeControl<
  State extends { value: readonly [number, number]; min: number; max: number; description: string },
> extends ValueControl<readonly [number, number], State> {
  constructor(model: string, state: Attributes<State> = {}) {
    const { min = 0, max = 100 } = state as { min?: number; max?: number };
    const whole = model.startsWith("Int") ? Math.trunc : Number;
    super(model, { value: [whole(0.75 * min + 0.25 * max), whole(0.25 * min + 0.75 * max)], ...state });
  }
}
