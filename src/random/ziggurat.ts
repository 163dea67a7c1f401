/** Where the bits come from. */
interface Bits {
  uniform(): number;
  normal(): number;
  exponential(): number;
  next(): number;
}

const layers = 256;

/**
 * The ziggurat of Marsaglia and Tsang (2000): a decreasing density covered by 256 layers of equal area, so that nearly
 * every draw needs one random word, one comparison and one multiplication.
 */
interface Ziggurat {
  /** The right edges of the layers, the bottom one first; one more at the end, which is 0. */
  readonly edge: Float64Array;
  /** The density at the edges, scaled to 1 at 0. */
  readonly height: Float64Array;
  /** The share of each layer that lies under the density for certain. */
  readonly inside: Float64Array;
}

/** @param tail where the tail begins; @param area of each layer, the bottom one with its tail. */
function ziggurat(
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Ziggurat {
  const edge = new Float64Array(layers + 1);
  const height = new Float64Array(layers + 1);
  // The bottom layer is as wide as a rectangle of its area would be: what is drawn beyond `tail` there is the tail.
  edge[0] = area / density(tail);
  edge[1] = tail;
  for (let layer = 2; layer < layers; layer += 1)
    edge[layer] = inverse(area / edge[layer - 1]! + density(edge[layer - 1]!));
  edge[layers] = 0;
  for (let layer = 0; layer <= layers; layer += 1) height[layer] = density(edge[layer]!);
  const inside = new Float64Array(layers);
  for (let layer = 0; layer < layers; layer += 1) inside[layer] = edge[layer + 1]! / edge[layer]!;
  return { edge, height, inside };
}

const normalTail = 3.6541528853610088;
const normalZiggurat = ziggurat(
  normalTail,
  0.00492867323399,
  (x) => Math.exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * Math.log(y)),
);

/** The standard normal number of two random words; more are drawn where they do not settle it. */
export function normal(bits: Bits, word: number, more: number): number {
  // 9 bits choose the layer and the sign, the other 23 and 30 more make a fraction of 53 bits that shares none of them.
  const fraction = ((word >>> 9) * 1073741824 + (more >>> 2)) * 2 ** -53;
  const layer = word & 255;
  const x = fraction * normalZiggurat.edge[layer]!;
  // 1 or -1 without a branch, which the processor would get wrong every second time.
  const sign = 1 - ((word >>> 7) & 2);
  return fraction < normalZiggurat.inside[layer]! ? sign * x : normalRarely(bits, layer, x, sign);
}

/** The 1 in 80 draws that the layers do not settle, kept apart so that the common path stays small enough to inline. */
function normalRarely(bits: Bits, layer: number, x: number, sign: number): number {
  if (layer === 0) return sign * normalBeyond(bits);
  return isUnder(normalZiggurat, bits, layer, Math.exp(-0.5 * x * x)) ? sign * x : bits.normal();
}

/** A normal number beyond the tail's begin, by Marsaglia's method (1964). */
function normalBeyond(bits: Bits): number {
  for (;;) {
    const excess = -Math.log(1 - bits.uniform()) / normalTail;
    if (-2 * Math.log(1 - bits.uniform()) > excess * excess) return normalTail + excess;
  }
}

const exponentialTail = 7.69711747013105;
const exponentialZiggurat = ziggurat(
  exponentialTail,
  0.003949659822581557,
  (x) => Math.exp(-x),
  (y) => -Math.log(y),
);

/** An exponential number with mean 1. */
export function exponential(bits: Bits): number {
  const word = bits.next();
  const fraction = ((word >>> 8) * 536870912 + (bits.next() >>> 3)) * 2 ** -53;
  const layer = word & 255;
  const x = fraction * exponentialZiggurat.edge[layer]!;
  return fraction < exponentialZiggurat.inside[layer]! ? x : exponentialRarely(bits, layer, x);
}

function exponentialRarely(bits: Bits, layer: number, x: number): number {
  // Without memory, the tail is the distribution itself, moved.
  if (layer === 0) return exponentialTail + exponential(bits);
  return isUnder(exponentialZiggurat, bits, layer, Math.exp(-x)) ? x : exponential(bits);
}

/** Whether a point of a layer at a uniform height lies under the density, which is `density` there. */
function isUnder({ height }: Ziggurat, bits: Bits, layer: number, density: number): boolean {
  const low = height[layer]!;
  return low + bits.uniform() * (height[layer + 1]! - low) < density;
}
