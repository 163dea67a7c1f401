import type { Balance } from "./balance.js";
import { type Complex, characteristicRoots } from "./characteristic.js";
import type { Effects } from "./effects.js";
import type { StabilityOptions } from "./linearise.js";
import type { Image, Population } from "./population.js";
import { follow } from "./taggedEntity.js";

/** A state that does not change by itself. */
export interface FixedPoint {
  /** The machine's variables: `alive`, counters (of a CPU: their mean over the CPUs), resources. */
  readonly state: Readonly<Record<string, number>>;
  readonly overhead: number;
  /** How fast each account is charged, 1/ns. */
  readonly rates: Readonly<Record<string, number>>;
  /** How long an entity waits for each resource, ns. */
  readonly waits: Readonly<Record<string, number>>;
  /** How fast each counter of an entity changes, 1/ns. */
  readonly drift: Readonly<Record<string, number>>;
  /**
   * How the work left of each life changes in a turn, per what a life begins with: below 0 it runs down; above 0 it grows, and nobody
   * ever finishes. NaN where no counter of an entity decides when it ends.
   */
  readonly approach: number;
  /** The time between two turns of an entity's life, or of a life where that ends, ns. */
  readonly turn: number;
  /** How long a life takes here, ns; Infinity where it does not end. */
  readonly residence: number;
  /** The characteristic roots with the largest real parts, 1/ns; none where they were not looked for. */
  readonly eigenvalues: readonly Complex[];
  readonly stable: boolean | undefined;
  readonly kind: "node" | "focus" | "saddle" | "unknown";
  /** 2π / im of the leading roots, ns, where they are complex. */
  readonly period?: number;
  /** ln 2 / re, ns, where it is unstable; the time to halve a perturbation, where it is stable. */
  readonly doublingTime?: number;
  readonly halvingTime?: number;
}

/** What there is to know of a balance; its roots where `stability` asks for them and no queue stands in the way. */
export function fixedPointOf(
  effects: Effects,
  population: Population,
  balance: Balance,
  stability: StabilityOptions | undefined,
): FixedPoint {
  const { environment, waits, image } = balance;
  const canTell = stability !== undefined && waits.every((wait) => wait === 0);
  const eigenvalues = canTell ? characteristicRoots(effects, population, balance, stability) : [];
  const named = (names: readonly string[], values: Float64Array): Record<string, number> =>
    Object.fromEntries(names.map((name, each) => [name, values[each]!]));
  return {
    state: named(effects.environment, environment),
    overhead: overheadOf(effects, image),
    rates: named(effects.accounts, image.charges),
    waits: named(
      effects.resources.map(({ name }) => name),
      waits,
    ),
    drift: named(effects.attributes, image.drift),
    approach: population.isOpen ? Number.NaN : approachOf(effects, (clock) => image.drift[clock]! * image.turn),
    turn: image.turn,
    residence: residenceOf(effects, population, balance),
    eigenvalues,
    ...judged(eigenvalues, canTell),
  };
}

/** The largest growth of a clock in a turn, per what a life begins with; NaN where nothing decides when a life ends. */
export function approachOf({ clocks, initialAttributes }: Effects, growth: (clock: number) => number): number {
  const telling = clocks.filter((clock) => initialAttributes[clock] !== 0);
  return telling.length > 0
    ? Math.max(...telling.map((clock) => growth(clock) / initialAttributes[clock]!))
    : Number.NaN;
}

function residenceOf(effects: Effects, { kinds }: Population, { environment, waits }: Balance): number {
  const life = follow(effects, kinds[0]!.state, { environment, waits, draws: "means", lives: "end", repetitions: 1 });
  return life.ended ? life.time : Infinity;
}

export function overheadOf({ model, accounts }: Effects, { charges }: Image): number {
  if (!model.overhead) return Number.NaN;
  return charges[accounts.indexOf(model.overhead.bookkeeping)]! / charges[accounts.indexOf(model.overhead.work)]!;
}

function judged(
  eigenvalues: readonly Complex[],
  canTell: boolean,
): Pick<FixedPoint, "stable" | "kind" | "period" | "doublingTime" | "halvingTime"> {
  const [leading] = eigenvalues;
  if (!leading) return { stable: canTell ? true : undefined, kind: "unknown" };
  const { re, im } = leading;
  const growing = eigenvalues.filter((each) => each.re > 0);
  const isSaddle =
    growing.length % 2 === 1 && growing.some((each) => each.im === 0) && eigenvalues.some((each) => each.re < 0);
  return {
    stable: re < 0,
    kind: isSaddle ? "saddle" : im === 0 ? "node" : "focus",
    ...(im === 0 ? {} : { period: (2 * Math.PI) / Math.abs(im) }),
    ...(re > 0 ? { doublingTime: Math.LN2 / re } : { halvingTime: Math.LN2 / -re }),
  };
}
