import { requireObject } from "../argument/argument.js";

/** The three averages that Little's law ties together; any unit of time, the same in all. */
export interface LittlesNumbers {
  /** L: the time average of the number in the system (or in the queue, with the time in the queue). */
  readonly numberInSystem: number;
  /** λ: arrivals that entered, per unit of time. Those turned away do not count. */
  readonly arrivalRate: number;
  /** W: the mean time that one of them spends there. */
  readonly timeInSystem: number;
}

/** How well the law holds. */
export interface LittlesLaw extends LittlesNumbers {
  /** λ W, what the number in the system should be. */
  readonly expected: number;
  /** (L - λ W) / the larger of the two; 0 where both are 0. */
  readonly discrepancy: number;
  /** Whether its size is at most the tolerance. */
  readonly holds: boolean;
}

/**
 * Little's law as a check on numbers that were measured apart from each other: L = λ W (J. D. C. Little, "A proof for the
 * queuing formula L = λW", Operations Research 9, 1961).
 *
 * Over a run that begins and ends empty it is an identity, and holds to rounding for every discipline and distribution. Over
 * a window, the times of those who were there at its begin or are still there at its end are cut, which matters as they are
 * few or many beside the arrivals. What is off by more was counted twice or not at all.
 *
 * @param tolerance of the discrepancy, 0.01 unless given
 * @throws RangeError for a number that is negative or not finite
 */
export function littlesLaw(numbers: LittlesNumbers, tolerance = 0.01): LittlesLaw {
  requireObject("littlesLaw", "numbers of a system", numbers);
  const { numberInSystem, arrivalRate, timeInSystem } = numbers;
  for (const [name, value] of Object.entries({ numberInSystem, arrivalRate, timeInSystem, tolerance }))
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name}: expected a number from 0, got ${value}`);
  const expected = arrivalRate * timeInSystem;
  const larger = Math.max(numberInSystem, expected);
  const discrepancy = larger === 0 ? 0 : (numberInSystem - expected) / larger;
  return {
    numberInSystem,
    arrivalRate,
    timeInSystem,
    expected,
    discrepancy,
    holds: Math.abs(discrepancy) <= tolerance,
  };
}
