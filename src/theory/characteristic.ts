import type { Balance } from "./balance.js";
import { determinant } from "./determinant.js";
import type { Effects } from "./effects.js";
import { type Linear, linearise, type StabilityOptions } from "./linearise.js";
import type { Population } from "./population.js";

/** A complex number: a rate of growth and an angular frequency, each in 1/ns. */
export interface Complex {
  readonly re: number;
  readonly im: number;
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
