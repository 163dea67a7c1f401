import type { Balance } from "./balance.js";
import { alive, type Effects } from "./effects.js";
import type { Edge, Image, Population } from "./population.js";

/** A complex number: a rate of growth and an angular frequency, each in 1/ns. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export interface StabilityOptions {
  /**
   * `"mixed"`: the longest delay of each cycle has no memory, since in a large population that has run for long everybody is
   * somewhere else in it; `"kept"`: who began together stays together, as far as the delays spread so little.
   */
  readonly phases: "mixed" | "kept";
  /** `"exponential"`: as if no delay had a memory, which makes of the limit a system of ordinary differential equations. */
  readonly delays: "own" | "exponential";
}

/**
 * The characteristic roots of the fluid limit about a fixed point, the ones that grow fastest first: perturbations e^(st) of the
 * flows φ into the states and of the machine's variables y obey
 *
 * δφ_j = Σ_e K_e(s) δ(φ_i p_e) + φ_i p_e ∂K_e/∂d_e δd_e  over the events e from state i to j,
 * s δy = Σ_i δφ_i Δ_i + φ_i δΔ_i,
 *
 * with p, d and Δ (shares, mean delays, changes) functions of y. K(s) = (1 + s d v)^(-1/v) is the Laplace transform of a gamma law
 * with the delay's mean d and squared coefficient of variation v: e^(-sd) for a constant, 1 / (1 + sd) for an exponential one, where the
 * roots are the eigenvalues of the Jacobian of the differential equations. Delays are drawn when they begin, hence ∂K/∂d.
 *
 * Roots at 0 belong to what is conserved and are left out.
 */
export function characteristicRoots(
  effects: Effects,
  population: Population,
  balance: Balance,
  options: StabilityOptions,
): Complex[] {
  const system = linearise(effects, population, balance, options);
  if (system.time === 0) return [];
  return rootsOf(system);
}

/** The root that one nearby has become, for following it while parameters change; undefined where Newton's method loses it. */
export function followRoot(
  effects: Effects,
  population: Population,
  balance: Balance,
  options: StabilityOptions,
  near: Complex,
): Complex | undefined {
  const system = linearise(effects, population, balance, options);
  const { time } = system;
  const found = newtonRoot(system, near.re * time, near.im * time, 0);
  return found && { re: found[0] / time, im: found[1] / time };
}

/** All times in units of `time`. */
interface Linear {
  readonly time: number;
  readonly states: number;
  readonly variables: number;
  readonly flows: Float64Array;
  readonly edges: readonly (Edge & { readonly delayBy: Float64Array; readonly shareBy: Float64Array })[];
  readonly changes: readonly Float64Array[];
  /** By state and variable: how the changes change with each variable. */
  readonly changesBy: readonly (readonly Float64Array[])[];
}

function linearise(
  effects: Effects,
  population: Population,
  { environment, waits, image }: Balance,
  options: StabilityOptions,
): Linear {
  const variables = environment.length;
  const time = timeScale(environment, image);
  const variations = population.variations(environment, waits);
  const derivative = Array.from({ length: variables }, (_, variable): [Image, Image, number] => {
    const step = 1e-4 * Math.max(1, Math.abs(environment[variable]!));
    const at = (sign: number): Image => {
      const moved = environment.slice();
      moved[variable]! += sign * step;
      return population.image(moved, waits);
    };
    return [at(-1), at(1), 2 * step];
  });
  const by = (of: (image: Image) => number): Float64Array =>
    Float64Array.from(derivative, ([below, above, step]) => (of(above) - of(below)) / step);
  const mixed = options.phases === "mixed" ? longestOfCycles(effects.states.length, image.edges) : new Set<number>();
  const own = (index: number): number => {
    const variation = variations[index]!;
    return options.delays === "exponential" || mixed.has(index) ? Math.max(1, variation) : variation;
  };
  return {
    time,
    states: effects.states.length,
    variables,
    flows: image.flows.map((flow) => flow * time),
    edges: image.edges.map((edge, index) => ({
      ...edge,
      delay: edge.delay / time,
      variation: own(index),
      delayBy: by(({ edges }) => edges[index]!.delay / time),
      shareBy: by(({ edges }) => edges[index]!.share),
    })),
    changes: image.changes.map((each, state) => withAlive(effects, each, state)),
    changesBy: effects.states.map((_, state) =>
      Array.from({ length: variables }, (_, variable) => by(({ changes }) => changes[state]![variable]!)),
    ),
  };
}

/** The longest that anything takes: a delay, or the turnover of a variable, ns. */
function timeScale(environment: Float64Array, { edges, gross }: Image): number {
  const turnovers = environment.map((value, each) => (gross[each]! > 0 ? Math.abs(value) / gross[each]! : 0));
  return Math.max(...turnovers, ...edges.map(({ share, delay }) => (share > 0 ? delay : 0)));
}

/** `alive` changes where entities leave. */
function withAlive({ alternatives }: Effects, changes: Float64Array, state: number): Float64Array {
  const result = changes.slice();
  const own = alternatives[state]!;
  if (own.length === 1 && own[0]!.ends) result[alive]! -= 1;
  return result;
}

/** Of every cycle of events the one with the longest delay. */
function longestOfCycles(states: number, edges: readonly Edge[]): Set<number> {
  const longest = new Set<number>();
  const isOpen = edges.map(({ share }) => share > 0);
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set([from]);
    for (const at of seen)
      edges.forEach((edge, index) => {
        if (isOpen[index] && edge.from === at) seen.add(edge.to);
      });
    return seen.has(to) && states > 0;
  };
  for (;;) {
    const cyclic = edges.map((edge, index) => isOpen[index] && reaches(edge.to, edge.from));
    const chosen = edges.reduce(
      (best, { delay }, index) => (cyclic[index] && (best < 0 || delay > edges[best]!.delay) ? index : best),
      -1,
    );
    if (chosen < 0) return longest;
    longest.add(chosen);
    isOpen[chosen] = false;
  }
}

/** ln det of the characteristic matrix at z, as modulus' logarithm and argument, without its roots at 0. */
function determinant(
  { states, variables, flows, edges, changes, changesBy }: Linear,
  re: number,
  im: number,
): [number, number] {
  const size = states + variables;
  const real = Array.from({ length: size }, () => new Float64Array(size));
  const imaginary = Array.from({ length: size }, () => new Float64Array(size));
  const add = (row: number, column: number, x: number, y: number): void => {
    real[row]![column]! += x;
    imaginary[row]![column]! += y;
  };
  for (let state = 0; state < states; state += 1) add(state, state, 1, 0);
  for (let variable = 0; variable < variables; variable += 1) {
    add(states + variable, states + variable, re, im);
    for (let state = 0; state < states; state += 1) {
      add(states + variable, state, -changes[state]![variable]!, 0);
      for (let other = 0; other < variables; other += 1)
        add(states + variable, states + other, -flows[state]! * changesBy[state]![variable]![other]!, 0);
    }
  }
  for (const { from, to, share, delay, variation, delayBy, shareBy, gives } of edges) {
    const [kernelRe, kernelIm, slopeRe, slopeIm] = kernel(re, im, delay, variation);
    const rows: [number, number][] = [
      [to, -1],
      ...(gives ? [[states + gives.variable, -gives.amount] as [number, number]] : []),
    ];
    for (const [row, sign] of rows) {
      add(row, from, sign * share * kernelRe, sign * share * kernelIm);
      for (let variable = 0; variable < variables; variable += 1) {
        const shift = flows[from]! * share * delayBy[variable]!;
        const more = flows[from]! * shareBy[variable]!;
        if (shift === 0 && more === 0) continue;
        add(
          row,
          states + variable,
          sign * (shift * slopeRe + more * kernelRe),
          sign * (shift * slopeIm + more * kernelIm),
        );
      }
    }
  }
  return logDeterminant(real, imaginary);
}

/** K(z) and its derivative by the delay, -z (1 + z d v)^(-1/v - 1). */
function kernel(re: number, im: number, delay: number, variation: number): [number, number, number, number] {
  let logRe = -re * delay;
  let logIm = -im * delay;
  let [slopeRe, slopeIm] = [-re, -im];
  if (variation > 1e-12) {
    const x = 1 + re * delay * variation;
    const y = im * delay * variation;
    logRe = -Math.log(Math.hypot(x, y)) / variation;
    logIm = -Math.atan2(y, x) / variation;
    const modulus = x * x + y * y;
    [slopeRe, slopeIm] = [(-re * x - im * y) / modulus, (-im * x + re * y) / modulus];
  }
  const size = Math.exp(Math.min(700, logRe));
  const [kernelRe, kernelIm] = [size * Math.cos(logIm), size * Math.sin(logIm)];
  return [kernelRe, kernelIm, slopeRe * kernelRe - slopeIm * kernelIm, slopeRe * kernelIm + slopeIm * kernelRe];
}

function logDeterminant(real: Float64Array[], imaginary: Float64Array[]): [number, number] {
  const size = real.length;
  let modulus = 0;
  let angle = 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    let largest = -1;
    for (let row = column; row < size; row += 1) {
      const value = Math.sqrt(real[row]![column]! ** 2 + imaginary[row]![column]! ** 2);
      if (value > largest) [largest, pivot] = [value, row];
    }
    if (largest === 0) return [-Infinity, 0];
    if (pivot !== column) {
      [real[column], real[pivot]] = [real[pivot]!, real[column]!];
      [imaginary[column], imaginary[pivot]] = [imaginary[pivot]!, imaginary[column]!];
      angle += Math.PI;
    }
    const a = real[column]![column]!;
    const b = imaginary[column]![column]!;
    modulus += Math.log(largest);
    angle += Math.atan2(b, a);
    for (let row = column + 1; row < size; row += 1) {
      const c = real[row]![column]!;
      const d = imaginary[row]![column]!;
      if (c === 0 && d === 0) continue;
      const x = (c * a + d * b) / (largest * largest);
      const y = (d * a - c * b) / (largest * largest);
      for (let each = column; each < size; each += 1) {
        const u = real[column]![each]!;
        const v = imaginary[column]![each]!;
        real[row]![each]! -= x * u - y * v;
        imaginary[row]![each]! -= x * v + y * u;
      }
    }
  }
  return [modulus, angle];
}

const mostSteps = 25;

/** Newton's method on det / z^zeros, with the derivative of its logarithm by differences; real roots stay real. */
function newtonRoot(
  system: Linear,
  startRe: number,
  startIm: number,
  zeros: number,
  known: readonly (readonly [number, number])[] = [],
): [number, number] | undefined {
  let [re, im] = [startRe, startIm];
  for (let step = 0; step < mostSteps; step += 1) {
    const size = Math.max(1e-6, Math.hypot(re, im));
    if (known.some(([x, y]) => Math.abs(re - x) + Math.abs(Math.abs(im) - y) < 1e-3 * size)) return undefined;
    const h = 1e-5 * size;
    const [lowModulus, lowAngle] = determinant(system, re - h, im);
    const [highModulus, highAngle] = determinant(system, re + h, im);
    const turned = highAngle - lowAngle - 2 * Math.PI * Math.round((highAngle - lowAngle) / (2 * Math.PI));
    const slopeRe = (highModulus - lowModulus) / (2 * h) - (zeros * re) / (size * size);
    const slopeIm = turned / (2 * h) + (zeros * im) / (size * size);
    const modulus = slopeRe * slopeRe + slopeIm * slopeIm;
    if (!(modulus > 0 && Number.isFinite(modulus))) return Number.isFinite(modulus) ? undefined : [re, im];
    let stepRe = slopeRe / modulus;
    let stepIm = -slopeIm / modulus;
    const length = Math.hypot(stepRe, stepIm);
    // Close to a root the differences straddle it: that is as near as they get.
    if (length < 3e-5 * size) return [re - stepRe, im - stepIm];
    const most = 0.5 * size + 0.1;
    // Far to the left of where it began it goes on for ever: delays have roots without end there.
    if (re < -1e3 || re < -20 - 20 * Math.abs(startIm)) return undefined;
    if (length > most) [stepRe, stepIm] = [(stepRe * most) / length, (stepIm * most) / length];
    re -= stepRe;
    im = startIm === 0 ? 0 : im - stepIm;
    if (!(Math.hypot(re, im) < 1e7)) return undefined;
  }
  return undefined;
}

function rootsOf(system: Linear): Complex[] {
  const zeros = neutralRoots(system);
  const found: [number, number][] = [];
  for (const [re, im] of seedsOf(system)) {
    const root = newtonRoot(system, re, im, zeros, found);
    if (!root) continue;
    const [x, y] = [root[0], Math.abs(root[1])];
    const size = Math.hypot(x, y);
    if (size < 1e-4 || found.some(([u, v]) => Math.hypot(u - x, v - y) < 1e-3 * size)) continue;
    found.push([x, y]);
  }
  for (const pole of ownDecays(system))
    if (!found.some(([re, im]) => Math.hypot(re - pole, im) < 1e-3 * -pole)) found.push([pole, 0]);
  return found
    .sort(([one], [other]) => other - one)
    .slice(0, 12)
    .flatMap(([x, y]) => {
      const [re, im] = [x / system.time, y / system.time];
      return y < 1e-4 * Math.abs(x)
        ? [{ re, im: 0 }]
        : [
            { re, im },
            { re, im: -im },
          ];
    });
}

/**
 * A delay without memory decays by itself, at the pole of its transform. Where that is no pole of the determinant nothing feeds on
 * what decays, and the decay is a root of the whole.
 */
function ownDecays(system: Linear): number[] {
  return system.edges.flatMap(({ from, share, delay, variation }) => {
    if (!(variation > 0.5 && delay > 0 && share > 0 && system.flows[from]! > 0)) return [];
    const pole = -1 / (delay * variation);
    const [near] = determinant(system, pole * (1 - 1e-7), 0);
    const [far] = determinant(system, pole * (1 - 1e-5), 0);
    return near - far > 1 ? [] : [pole];
  });
}

/** How many roots are at 0: one for each quantity that is conserved. */
function neutralRoots(system: Linear): number {
  const [near] = determinant(system, 1e-7, 0);
  const [far] = determinant(system, 1e-6, 0);
  return Math.max(0, Math.round((far - near) / Math.LN10));
}

/** Where to look: frequencies of every scale and the harmonics of every delay, growing and decaying. */
function seedsOf({ edges }: Linear): [number, number][] {
  const frequencies = Array.from({ length: 18 }, (_, each) => 0.05 * 1.7 ** each);
  for (const delay of new Set(edges.map(({ delay }) => delay)))
    if (delay > 1e-3) for (let each = 1; each <= 6; each += 1) frequencies.push((each * Math.PI) / (2 * delay));
  const decays = [0.05, -0.05, -0.3, -1];
  return [
    ...frequencies.flatMap((frequency) => decays.map((decay): [number, number] => [decay * frequency, frequency])),
    ...frequencies.slice(0, 18).flatMap((size): [number, number][] => [
      [size, 0],
      [-size, 0],
    ]),
  ];
}
