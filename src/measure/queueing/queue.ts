/**
 * The steady state of a queue. Times are in the unit of the rates given: rates per ns make ns.
 *
 * "Wait" is the time before service begins, "response" the whole time in the system, service included.
 */
export interface Queue {
  /** ρ: the share of the time that a server is busy. */
  readonly utilisation: number;
  /** Customers that get in, per unit of time. */
  readonly throughput: number;
  readonly meanWait: number;
  readonly meanResponse: number;
  /** The time average of those who wait. */
  readonly meanWaiting: number;
  /** The time average of those in the system. */
  readonly meanNumber: number;
}

/** Passes on a parameter from 0, and refuses others. */
export function requireRate(name: string, value: number): number {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name}: expected a finite number from 0, got ${value}`);
  return value;
}

/** Passes on a positive parameter, and refuses others. */
export function requirePositive(name: string, value: number): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name}: expected a positive number, got ${value}`);
  return value;
}

/** Passes on a number of servers, places or customers, and refuses others. */
export function requireCount(name: string, value: number, least = 1): number {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${name}: expected a whole number from ${least}, got ${value}`);
  return value;
}

/** Passes on a utilisation below 1; at 1 and beyond, a queue without bound grows for ever. */
export function requireStable(utilisation: number): number {
  if (!(utilisation < 1)) throw new RangeError(`no steady state: the utilisation is ${utilisation}, not below 1`);
  return utilisation;
}
