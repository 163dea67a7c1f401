import type { Control } from "./control.js";
import { Checkbox, Dropdown, Text } from "./models.js";
import type { Choices } from "./selection.js";
import { slider } from "./slider.js";
import { Widget } from "./widget.js";

/**
 * What `interact` makes a control of: a control as it is; a number x, a slider from -x to 3x; `[min, max]` or `[min, max, step]`, a
 * slider; other lists, and objects of labels and values, the choice of an item; a boolean, a checkbox; a string, a line of text.
 */
export type Parameter =
  | Control<unknown>
  | number
  | boolean
  | string
  | readonly [number, number]
  | readonly [number, number, number]
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

/** The type of the value that a parameter's control gives. */
export type ValueOf<P> =
  P extends Control<infer Value>
    ? Value
    : P extends number
      ? number
      : P extends boolean
        ? boolean
        : P extends string
          ? string
          : P extends readonly [number, number] | readonly [number, number, number]
            ? number
            : P extends readonly (readonly [string, infer Value])[]
              ? Value
              : P extends readonly (infer Item)[]
                ? Item
                : P extends Readonly<Record<string, infer Value>>
                  ? Value
                  : never;

/**
 * The control for a parameter.
 *
 * @throws TypeError that names the parameter for a value that no control fits
 */
export function controlFor(name: string, parameter: Parameter): Control<unknown> {
  if (parameter instanceof Widget && "onChange" in parameter) return parameter as unknown as Control<unknown>;
  if (typeof parameter === "number") return around(name, parameter);
  if (typeof parameter === "boolean") return new Checkbox({ value: parameter, indent: true });
  if (typeof parameter === "string") return new Text({ value: parameter, continuous_update: false });
  if (isRange(parameter)) {
    const [min, max, step] = parameter;
    return slider(min, max, step === undefined ? {} : { step });
  }
  if (hasChoices(parameter)) return new Dropdown(parameter);
  throw new TypeError(
    `interact: no control fits the parameter "${name}"; give a slider or another control, a number, [min, max], ` +
      "[min, max, step], a list or an object of what can be chosen, a boolean or a string",
  );
}

function around(name: string, value: number): Control<number> {
  if (!Number.isFinite(value)) throw new RangeError(`interact: the parameter "${name}" is ${value}`);
  if (value === 0) return slider(0, 1, { value, step: 0.01 });
  const [min, max] = value > 0 ? [-value, 3 * value] : [3 * value, -value];
  return slider(min, max, { value });
}

function isRange(parameter: unknown): parameter is readonly [number, number, number?] {
  return (
    Array.isArray(parameter) &&
    (parameter.length === 2 || parameter.length === 3) &&
    parameter.every((item) => typeof item === "number")
  );
}

function hasChoices(parameter: unknown): parameter is Choices<unknown> {
  if (Array.isArray(parameter)) return parameter.length > 0;
  if (typeof parameter !== "object" || parameter === null || parameter instanceof Widget) return false;
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(parameter));
  return isPlain && Object.keys(parameter).length > 0;
}
