// Jobs for the tests of workers in processes of their own. JavaScript, so that those can load them as they are.
import { appendFileSync } from "node:fs";

const module = import.meta.url;

/** A row with all that a number can be, after as long as it is told, ms. */
export const numbers = {
  name: "numbers",
  module,
  begin:
    ({ milliseconds }) =>
    (input) => {
      const end = performance.now() + milliseconds;
      while (performance.now() < end);
      const special = [Number.NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE];
      return {
        input,
        root: Math.sqrt(input),
        special: special[input % special.length],
        series: Float64Array.of(input / 3, -0),
        missing: undefined,
      };
    },
};

/** Says in a file that it has begun, and takes as long as it is told, ms, without keeping its processor. */
export const slow = {
  name: "slow",
  module,
  begin:
    ({ file }) =>
    (milliseconds) => {
      appendFileSync(file, "begun\n");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
      return milliseconds;
    },
};

/** Kills the whole process it runs in at one input, each time. */
export const murderous = {
  name: "murderous",
  module,
  begin:
    ({ at }) =>
    (input) => {
      if (input === at) process.kill(process.pid, "SIGKILL");
      return input;
    },
};
