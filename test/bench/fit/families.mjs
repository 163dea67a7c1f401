/** The eleven families of the benchmark, by Phasebook's names; each peer has its own for them. */
export const families = [
  "normal",
  "lognormal",
  "exponential",
  "gamma",
  "weibull",
  "pareto",
  "loglogistic",
  "inverse-gaussian",
  "gev",
  "student-t",
  "gpd",
];
