import { duration } from "../machine/duration.js";
import { formatDuration, formatNumber } from "../plot/unit.js";
import type { Control } from "./control.js";
import { linearGrid, logGrid, roundStep } from "./grid.js";
import { FloatSlider, IntSlider, SelectionSlider } from "./models.js";

/** How a {@link slider} is made. */
export interface SliderOptions {
  /** `"log"`: equal ways are equal factors. `"linear"` unless given. */
  readonly scale?: "linear" | "log";
  /** Where it stands at first; the middle unless given. In ns or with a unit where the bounds are durations. */
  readonly value?: number | string;
  /** Between neighbouring values of a linear slider. In ns or with a unit where the bounds are durations. */
  readonly step?: number | string;
  /** The text before it; in `interact`, the parameter's name unless given. */
  readonly label?: string;
}

/** Steps of a slider that names none. */
const linearSteps = 100;

/**
 * A slider from `min` to `max`. Between whole numbers its values are whole, unless those are neighbours such as 0 and 1; between durations (`"10 us"`, `"1 s"`) they are ns
 * and it shows them with their unit.
 *
 * @throws RangeError where `min` is not below `max`, a bound is not finite, a logarithmic scale begins at 0 or below, or the
 * value or the step does not fit
 */
export function slider(min: number | string, max: number | string, options: SliderOptions = {}): Control<number> {
  const durations = typeof min === "string" || typeof max === "string";
  const number = (value: number | string, what: string): number => {
    if (durations) return duration(value, `slider: ${what}`);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new RangeError(`slider: ${what} must be a finite number, got ${JSON.stringify(value) ?? value}`);
  };
  const range: Range = {
    min: number(min, "min"),
    max: number(max, "max"),
    value: options.value === undefined ? undefined : number(options.value, "value"),
    step: options.step === undefined ? undefined : number(options.step, "step"),
    label: options.label ?? "",
  };
  check(range, options.scale ?? "linear", durations ? formatDuration : String);
  if (durations) return durationSlider(range, options.scale ?? "linear");
  return options.scale === "log" ? logSlider(range) : linearSlider(range);
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly value: number | undefined;
  readonly step: number | undefined;
  readonly label: string;
}

function check({ min, max, value, step }: Range, scale: string, show: (value: number) => string): void {
  if (scale !== "linear" && scale !== "log")
    throw new RangeError(`slider: scale must be "linear" or "log", got ${JSON.stringify(scale)}`);
  if (!(min < max)) throw new RangeError(`slider: min must be below max, got min ${show(min)} and max ${show(max)}`);
  if (scale === "log" && !(min > 0))
    throw new RangeError(`slider: a logarithmic scale begins above 0, got min ${show(min)}`);
  if (value !== undefined && !(value >= min && value <= max))
    throw new RangeError(`slider: value ${show(value)} is not between ${show(min)} and ${show(max)}`);
  if (step === undefined) return;
  if (scale === "log") throw new RangeError(`slider: a logarithmic scale has no step, got ${show(step)}`);
  if (!(step > 0 && step <= max - min))
    throw new RangeError(`slider: step must be above 0 and at most ${show(max - min)}, got ${show(step)}`);
}

function durationSlider({ min, max, value, step, label }: Range, scale: string): SelectionSlider<number> {
  const grid = scale === "log" ? logGrid(min, max) : linearGrid(min, max, step ?? roundStep(max - min, linearSteps));
  return sliderOver(grid, value, formatDuration, label);
}

/** Over round numbers: the page's own logarithmic slider stops at 483 and 548, and moves a value that was set to 500. */
function logSlider({ min, max, value, label }: Range): SelectionSlider<number> {
  const whole = Number.isInteger(min) && Number.isInteger(max) && (value === undefined || Number.isInteger(value));
  const grid = logGrid(min, max);
  const values = whole ? [...new Set(grid.map(Math.round))] : grid;
  return sliderOver(values, value, (number) => formatNumber(number, 12), label);
}

function sliderOver(
  grid: readonly number[],
  value: number | undefined,
  show: (value: number) => string,
  label: string,
): SelectionSlider<number> {
  const values = value === undefined || grid.includes(value) ? grid : [...grid, value].sort((a, b) => a - b);
  const middle = grid[Math.floor((grid.length - 1) / 2)]!;
  const choices = values.map((each) => [show(each), each] as const);
  return new SelectionSlider(choices, { value: value ?? middle, description: label });
}

function linearSlider({ min, max, value, step, label }: Range): IntSlider | FloatSlider {
  // Of two whole numbers nobody needs a slider: what goes from 0 to 1 is a share.
  if ([min, max, step ?? 1, value ?? min].every(Number.isInteger) && (max - min > 1 || step !== undefined)) {
    const by = step ?? 1;
    const middle = min + Math.round((max - min) / 2 / by) * by;
    return new IntSlider({ min, max, step: by, value: value ?? Math.min(middle, max), description: label });
  }
  const by = step ?? stepThrough(min, max, value);
  const digits = Math.max(0, -Math.floor(Math.log10(by)));
  const middle = Number((min + Math.round((max - min) / 2 / by) * by).toPrecision(12));
  return new FloatSlider({
    min,
    max,
    step: by,
    value: value ?? Math.min(middle, max),
    readout_format: `.${Math.min(digits, 12)}f`,
    description: label,
  });
}

/** A round step, finer than usual where that puts a value on it: the page moves a value between steps to one of them. */
function stepThrough(min: number, max: number, value: number | undefined): number {
  const steps = [1, 10, 100].map((finer) => roundStep(max - min, linearSteps * finer));
  const onStep = (step: number) => {
    const count = ((value ?? min) - min) / step;
    return Math.abs(count - Math.round(count)) < 1e-6;
  };
  return steps.find(onStep) ?? steps[0]!;
}
