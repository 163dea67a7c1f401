import { Checkbox } from "./checkbox.js";
import type { Control } from "./control.js";
import { Dropdown } from "./dropdown.js";
import { slider } from "./slider.js";
import { Text } from "./text.js";
import { Widget } from "./widget.js";

/**
 * What `interact` makes a control of: a control as it is; a number, a slider from 0 to three times as much; `[min, max]` or `[min, max,
 * step]`, a slider; other lists, the choice of an item; a boolean, a checkbox; a string, a line of text.
 */
export type Parameter =
  | Control<unknown>
  | number
  | boolean
  | string
  | readonly [number, number]
  | readonly [number, number, number]
  | readonly string[];

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
          : P extends readonly (infer Item)[]
            ? Item extends number
              ? number
              : Item
            : never;

/**
 * The control for a parameter.
 *
 * @throws TypeError that names the parameter for a value that no control fits
 */
export function controlFor(name: string, parameter: Parameter): Control<unknown> {
  if (parameter instanceof Widget && "onChange" in parameter) return parameter as Control<unknown>;
  if (typeof parameter === "number") return around(name, parameter);
  if (typeof parameter === "boolean") return new Checkbox({ value: parameter, indent: true });
  if (typeof parameter === "string") return new Text({ value: parameter, continuous_update: false });
  if (isRange(parameter)) {
    const [min, max, step] = parameter;
    return slider(min, max, step === undefined ? {} : { step });
  }
  if (Array.isArray(parameter) && parameter.length > 0 && parameter.every((item) => typeof item === "string"))
    return new Dropdown(parameter.map((item: string) => [item, item] as const));
  throw new TypeError(
    `interact: no control fits the parameter "${name}"; give a slider or another control, a number, [min, max], ` +
      "[min, max, step], a list of strings, a boolean or a string",
  );
}

function around(name: string, value: number): Control<number> {
  if (!Number.isFinite(value)) throw new RangeError(`interact: the parameter "${name}" is ${value}`);
  if (value === 0) return slider(0, 1, { value, step: 0.01 });
  return value > 0 ? slider(0, 3 * value, { value }) : slider(3 * value, 0, { value });
}

function isRange(parameter: unknown): parameter is readonly [number, number, number?] {
  return (
    Array.isArray(parameter) &&
    (parameter.length === 2 || parameter.length === 3) &&
    parameter.every((item) => typeof item === "number")
  );
}
