/** log(2π) / 2: minus the log-density of the standard normal at 0. */
export const halfLogTwoPi = 0.9189385332046728;
