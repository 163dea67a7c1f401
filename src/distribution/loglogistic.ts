import { type Family, family, requirePositive } from "./distribution.js";
import { logOdds } from "./special/logOdds.js";

/**
 * The log-logistic distribution: P(X > x) = 1 / (1 + (x / scale)^shape), for x > 0. SciPy calls it fisk.
 *
 * @param shape positive: moments of order shape and above are infinite
 * @param scale the median, in the unit of x, positive
 * @throws TypeError for a parameter of the wrong kind, RangeError for a value that is not allowed
 */
export const loglogistic: Family<[shape: number, scale: number]> = family(
  "loglogistic",
  ["shape", "scale"],
  (shape, scale) => {
    requirePositive("loglogistic", "shape", shape);
    requirePositive("loglogistic", "scale", scale);
    const logFactor = Math.log(shape) - Math.log(scale);
    const logOddsAt = (x: number): number => shape * Math.log(x / scale);
    const logPdf = (x: number): number => {
      if (x === 0) return shape < 1 ? Infinity : shape === 1 ? logFactor : -Infinity;
      const logRatio = Math.log(x / scale);
      const odds = shape * logRatio;
      return logFactor - logRatio - Math.abs(odds) - 2 * Math.log1p(Math.exp(-Math.abs(odds)));
    };
    return {
      support: [0, Infinity],
      mean: shape > 1 ? scale * angleOverSine(shape) : Infinity,
      variance: shape > 2 ? varianceOf(shape, scale) : Infinity,
      pdf: (x) => Math.exp(logPdf(x)),
      logPdf,
      cdf: (x) => 1 / (1 + Math.exp(-logOddsAt(x))),
      logCdf: (x) => logLowerTail(logOddsAt(x)),
      survival: (x) => 1 / (1 + Math.exp(logOddsAt(x))),
      logSurvival: (x) => logLowerTail(-logOddsAt(x)),
      quantile: (p) => scale * Math.exp(logOdds(p) / shape),
      upperQuantile: (p) => scale * Math.exp(-logOdds(p) / shape),
      sample: (stream) => scale * Math.exp(Math.log(Math.expm1(stream.exponential())) / shape),
    };
  },
  {
    roles: ["shape", "scale"],
    domain: "positive",
    logDensity: (shape, scale) => {
      const logScale = Math.log(scale);
      const logFactor = Math.log(shape);
      return (_, logX) => {
        const odds = shape * (logX - logScale);
        return (
          logFactor - logX + odds - 2 * (odds > 0 ? odds + Math.log(1 + Math.exp(-odds)) : Math.log(1 + Math.exp(odds)))
        );
      };
    },
    starts: ({ median, lowerQuartile, upperQuartile, varianceLog }) => [
      [(2 * Math.log(3)) / Math.log(upperQuartile / lowerQuartile), median],
      [Math.PI / Math.sqrt(3 * varianceLog), median],
    ],
    limits: [
      {
        family: "pareto",
        threshold: "from",
        reason: "above the threshold the data fall like a power: scale goes to 0 and the law becomes a Pareto",
        parameters: ([, alpha]) => [alpha!, 0],
      },
    ],
  },
);

function logLowerTail(logOdds: number): number {
  return logOdds > 0 ? -Math.log1p(Math.exp(-logOdds)) : logOdds - Math.log1p(Math.exp(logOdds));
}

/** (π / shape) / sin(π / shape), near shape = 1 by the sine of what is left to π. */
function angleOverSine(shape: number): number {
  const angle = Math.PI / shape;
  return angle / (shape < 2 ? Math.sin((Math.PI * (shape - 1)) / shape) : Math.sin(angle));
}

/** scale² (tan b - b) b / sin² b with b = π / shape, which is 2b / sin 2b - (b / sin b)² without its cancellation. */
function varianceOf(shape: number, scale: number): number {
  const angle = Math.PI / shape;
  const sine = Math.sin(angle);
  // cos b as the sine of what is left to π / 2, which is little near shape = 2.
  const cosine = Math.sin((Math.PI * (shape - 2)) / (2 * shape));
  return (((scale * angle) / sine) * ((scale / sine) * sineExcess(angle, sine, cosine))) / cosine;
}

/** sin b - b cos b, for small b by its series b³/3 - b⁵/30 + … */
function sineExcess(angle: number, sine: number, cosine: number): number {
  if (angle > 0.8) return sine - angle * cosine;
  const square = angle * angle;
  let sum = 0;
  let term = angle;
  for (let n = 1; n < 12; n += 1) {
    term *= -square / (2 * n * (2 * n + 1));
    sum -= 2 * n * term;
  }
  return sum;
}
