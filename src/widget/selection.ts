import { isDeepStrictEqual } from "node:util";
import type { Control } from "./control.js";
import { type Attributes, Widget } from "./widget.js";

/** The choices of a control: values with their labels, as pairs or as an object, or values whose text is their label. */
export type Choices<Value> =
  | readonly (readonly [label: string, value: Value])[]
  // The intersection makes a list of pairs be read as such, and not as one of values that are pairs.
  | readonly (Value & {})[]
  | Readonly<Record<string, Value>>;

/** What can be said of a control that offers choices. */
export type SelectionOptions<State, Chosen> = Omit<Attributes<State>, "index" | "_options_labels"> & {
  /** What is chosen at first. */
  value?: Chosen;
};

/** A choice with its label. */
type Pair<Value> = readonly [label: string, value: Value];

/** How what is chosen is told by the indices of choices. */
interface Way<Value, Chosen> {
  /** What is chosen unless something is given. */
  readonly first: unknown;
  indexOf(chosen: Chosen, find: (value: Value) => number): unknown;
  chosen(index: never, at: (index: number) => Value): Chosen;
}

/** What the page knows: the labels, and which are chosen. */
interface PageState {
  _options_labels: readonly string[];
  index: unknown;
  description: string;
}

/** A control that offers choices; the values stay here, so they can be anything. */
class ChoiceControl<Value, Chosen, State extends object> extends Widget<State> implements Control<Chosen> {
  readonly #way: Way<Value, Chosen>;
  #choices: readonly Pair<Value>[];

  /** @throws RangeError for no choices, or a value that is none of them */
  constructor(
    model: string,
    choices: Choices<Value>,
    { value, ...state }: { value?: Chosen },
    way: Way<Value, Chosen>,
  ) {
    const pairs = pairsOf(model, choices);
    const index = value === undefined ? way.first : way.indexOf(value, (each) => indexIn(pairs, each));
    super(model, { ...state, _options_labels: pairs.map(([label]) => label), index } as Attributes<State>);
    this.#way = way;
    this.#choices = pairs;
  }

  get value(): Chosen {
    return this.#way.chosen(this.#page.get("index") as never, (index) => this.#choices[index]![1]);
  }

  set value(value: Chosen) {
    this.#page.set({ index: this.#way.indexOf(value, (each) => indexIn(this.#choices, each)) });
  }

  /** The choices; where they are replaced, it is chosen anew. */
  get options(): readonly Pair<Value>[] {
    return this.#choices;
  }

  set options(choices: Choices<Value>) {
    this.#choices = pairsOf(this.constructor.name, choices);
    this.#page.set({ _options_labels: this.#choices.map(([label]) => label), index: this.#way.first });
  }

  get description(): string {
    return this.#page.get("description");
  }

  set description(description: string) {
    this.#page.set({ description });
  }

  onChange(listener: (value: Chosen) => void | Promise<void>): () => void {
    let last = this.value;
    const look = (): void | Promise<void> => {
      const { value } = this;
      if (isDeepStrictEqual(value, last)) return undefined;
      last = value;
      return listener(value);
    };
    // New choices under the same index are a change too.
    const ends = [this.#page.observe("index", look), this.#page.observe("_options_labels", look)];
    return () => {
      for (const end of ends) end();
    };
  }

  /** What is chosen, as the page shows it. */
  get label(): string {
    const index = [this.#page.get("index")].flat() as (number | null)[];
    return index.map((each) => (each === null ? "" : this.#choices[each]![0])).join(", ");
  }

  override get text(): string {
    return `${this.constructor.name}(${this.description ? `${this.description}: ` : ""}${this.label})`;
  }

  get #page(): Widget<PageState> {
    return this as unknown as Widget<PageState>;
  }
}

/** One of the choices: the first unless given; none where `value` is null and null is no choice. */
export class SelectionControl<Value, State extends object> extends ChoiceControl<Value, Value, State> {
  constructor(model: string, choices: Choices<Value>, options: { value?: Value } = {}) {
    super(model, choices, options, {
      first: 0,
      indexOf: (chosen, find) => (chosen === null && !hasNull(choices) ? null : find(chosen)),
      chosen: (index, at) => (index === null ? (null as Value) : at(index)),
    });
  }
}

/** Any of the choices: none unless given. */
export class MultipleSelectionControl<Value, State extends object> extends ChoiceControl<
  Value,
  readonly Value[],
  State
> {
  constructor(model: string, choices: Choices<Value>, options: { value?: readonly Value[] } = {}) {
    super(model, choices, options, {
      first: [],
      indexOf: (chosen, find) => chosen.map(find),
      chosen: (index: readonly number[], at) => index.map(at),
    });
  }
}

/** The choices from one to another: the first alone unless given. */
export class SelectionRangeControl<Value, State extends object> extends ChoiceControl<
  Value,
  readonly [first: Value, last: Value],
  State
> {
  constructor(model: string, choices: Choices<Value>, options: { value?: readonly [first: Value, last: Value] } = {}) {
    super(model, choices, options, {
      first: [0, 0],
      indexOf: ([first, last], find) => [find(first), find(last)],
      chosen: ([first, last]: readonly [number, number], at) => [at(first), at(last)],
    });
  }
}

function pairsOf<Value>(name: string, choices: Choices<Value>): readonly Pair<Value>[] {
  const pairs = Array.isArray(choices)
    ? choices.every(isPair)
      ? (choices as readonly Pair<Value>[])
      : (choices as readonly Value[]).map((value) => [String(value), value] as const)
    : Object.entries(choices as Readonly<Record<string, Value>>);
  if (pairs.length === 0) throw new RangeError(`${name}: expected at least one choice`);
  return pairs;
}

function isPair(choice: unknown): boolean {
  return Array.isArray(choice) && choice.length === 2 && typeof choice[0] === "string";
}

function hasNull<Value>(choices: Choices<Value>): boolean {
  return pairsOf("", choices).some(([, value]) => value === null);
}

function indexIn<Value>(choices: readonly Pair<Value>[], value: Value): number {
  const index = choices.findIndex((choice) => Object.is(choice[1], value));
  if (index >= 0) return index;
  throw new RangeError(`${String(value)} is none of the choices ${choices.map(([label]) => label).join(", ")}`);
}
