/** Steps within a power of ten that are about equal factors and round numbers. */
const roundSteps = [
  1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.3, 3.6, 4, 4.5, 5, 5.5, 6, 6.5, 7, 8, 9,
];
/** Fewer values than this make a slider that jumps. */
const fewest = 15;
/** The values between `min` and `max` where round ones are too few. */
const evenValues = 39;

/** Round values from `min` to `max` at about equal factors, the two among them; `min` is above 0. */
export function logGrid(min: number, max: number): number[] {
  const decades = range(Math.floor(Math.log10(min)), Math.ceil(Math.log10(max)));
  const round = decades.flatMap((decade) => roundSteps.map((step) => tidy(step * 10 ** decade)));
  const inside = round.filter((value) => value > min && value < max);
  if (inside.length >= fewest) return [min, ...inside, max];
  // Within a decade or two these would be few.
  const even = range(1, evenValues).map((index) => min * (max / min) ** (index / (evenValues + 1)));
  const rounded = even.map((value) => Number(value.toPrecision(3))).filter((value) => value > min && value < max);
  return [...new Set([min, ...rounded, max])];
}

/** Values from `min` to `max`, each `step` after the one before, the two among them. */
export function linearGrid(min: number, max: number, step: number): number[] {
  const count = Math.ceil((max - min) / step - 1e-9);
  return [...range(0, count - 1).map((index) => tidy(min + index * step)), max];
}

/** A step of 1, 2 or 5 times a power of ten that divides a length into at most `most` parts. */
export function roundStep(length: number, most: number): number {
  const least = length / most;
  const power = 10 ** Math.floor(Math.log10(least));
  return tidy([1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * (1 - 1e-9)) ?? 10 * power);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** Takes away the digits that come from binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
