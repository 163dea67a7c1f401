import erfc from "@stdlib/math-base-special-erfc";
import { integrate } from "./integrate.js";

const rootPi = 1.772453850905516;

/** exp(x²) erfc(x): the tail of the normal law without the factor that makes it underflow. */
export function scaledErfc(x: number): number {
  if (x < 5) return Math.exp(x * x) * erfc(x);
  return 1 / (rootPi * (x + millsRest(x)));
}

/** What the continued fraction of Mills' ratio adds to x: ½ / (x + 1 / (x + 3/2 / (x + …))), for x >= 2. */
function millsRest(x: number): number {
  let fraction = x;
  // So many terms reach double precision, by trial against a fraction of hundreds.
  for (let term = Math.ceil(15 + 200 / (x * x)); term >= 2; term -= 1) fraction = x + (0.5 * term) / fraction;
  return 0.5 / fraction;
}

/** scaledErfc(x) - scaledErfc(x + gap) for gap >= 0, also where the two are nearly the same. */
export function scaledErfcDrop(x: number, gap: number): number {
  if (gap > 0.5 * Math.max(1, x)) return scaledErfc(x) - scaledErfc(x + gap);
  return gap * integrate((t) => scaledErfcSlope(x + gap * t), 0, 1);
}

/** The derivative of -scaledErfc, 2/√π - 2x scaledErfc(x). */
function scaledErfcSlope(x: number): number {
  if (x < 2) return 2 / rootPi - 2 * x * scaledErfc(x);
  const rest = millsRest(x);
  return ((2 / rootPi) * rest) / (x + rest);
}
