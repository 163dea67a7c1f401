import { type AnyWidget, type DomState, Widget } from "./widget.js";

/** A widget with a value that the reader can change. */
export interface Control<Value> extends AnyWidget {
  readonly value: Value;
  /** The text before it. */
  description: string;
  /** Calls back with every new value; returns what ends it. */
  onChange(listener: (value: Value) => void | Promise<void>): () => void;
}

/** What every control has. */
export interface ControlState extends DomState {
  /** The text before the control. */
  description: string;
  disabled: boolean;
}

/** A control whose value is its attribute `value`. */
export class ValueControl<Value, State extends ControlState & { value: Value }>
  extends Widget<State>
  implements Control<Value>
{
  get value(): Value {
    return this.get("value");
  }

  set value(value: Value) {
    this.set({ value } as Partial<State>);
  }

  get description(): string {
    return this.get("description");
  }

  set description(description: string) {
    this.set({ description } as Partial<State>);
  }

  onChange(listener: (value: Value) => void | Promise<void>): () => void {
    return this.observe("value", () => listener(this.value));
  }
}

/** The choices of a control, each with its label. */
export type Choices<Value> = readonly (readonly [label: string, value: Value])[];

interface SelectionState extends ControlState {
  _options_labels: readonly string[];
  index: number | null;
}

/** What can be said of a control that offers choices. */
export interface SelectionOptions<Value> extends ControlState {
  /** The one chosen at first; the first unless given. */
  value: Value;
}

/** A control that offers choices: the page knows their labels and which is chosen. */
export class SelectionControl<Value> extends Widget<SelectionState> implements Control<Value> {
  readonly #choices: Choices<Value>;

  /** @throws RangeError for no choices, or a value that is none of them */
  constructor(model: string, choices: Choices<Value>, { value, ...state }: Partial<SelectionOptions<Value>> = {}) {
    if (choices.length === 0) throw new RangeError(`${model}: expected at least one choice`);
    const labels = choices.map(([label]) => label);
    super(model, { ...state, _options_labels: labels, index: value === undefined ? 0 : indexOf(choices, value) });
    this.#choices = choices;
  }

  get value(): Value {
    return this.#choices[this.get("index") ?? 0]![1];
  }

  set value(value: Value) {
    this.set({ index: indexOf(this.#choices, value) });
  }

  get description(): string {
    return this.get("description");
  }

  set description(description: string) {
    this.set({ description });
  }

  onChange(listener: (value: Value) => void | Promise<void>): () => void {
    return this.observe("index", () => listener(this.value));
  }

  override get text(): string {
    const [label] = this.#choices[this.get("index") ?? 0]!;
    const description = this.get("description");
    return `${this.constructor.name}(${description ? `${description}: ` : ""}${label})`;
  }
}

function indexOf<Value>(choices: Choices<Value>, value: Value): number {
  const index = choices.findIndex((choice) => Object.is(choice[1], value));
  if (index >= 0) return index;
  throw new RangeError(`${String(value)} is none of the choices ${choices.map(([label]) => label).join(", ")}`);
}
