// Jobs that the law-checker of runners gives them. JavaScript, so that threads and other processes can load them as they are.
import { existsSync, writeFileSync } from "node:fs";

const module = import.meta.url;

/** Multiplies what is shared with its input, and says what kind of number came. */
export const product = {
  name: "product",
  module,
  begin: ({ factor }) => {
    let begun = 0;
    return (input) => {
      // A piece may keep what helps it, as long as its output does not depend on it.
      begun += 1;
      return { value: factor * input.value, label: `${input.label}/${begun > 0}` };
    };
  },
};

/** Gives back what it gets. */
export const echo = { name: "echo", module, begin: () => (input) => input };

/** The element of a large array that is shared, and its length. */
export const element = {
  name: "element",
  module,
  begin: ({ values }) => {
    const isTyped = values instanceof Float64Array;
    return (input) => [isTyped, values.length, values[input]];
  },
};

/** Takes as long as it is told, ms. */
export const busy = {
  name: "busy",
  module,
  begin: () => (milliseconds) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    return milliseconds;
  },
};

/** Fails at one input. */
export const failing = {
  name: "failing",
  module,
  begin:
    ({ at }) =>
    (input) => {
      if (input === at) throw new RangeError(`piece ${at}: the load must be below 1, got 1.5`);
      return input;
    },
};

/** Cannot be begun. */
export const unbegun = {
  name: "unbegun",
  module,
  begin: ({ reason }) => {
    throw new TypeError(`model: ${reason}`);
  },
};

/** Ends the worker it runs in at one input, the first time: a file remembers. */
export const dying = {
  name: "dying",
  module,
  begin:
    ({ at, file }) =>
    (input) => {
      if (input === at && !existsSync(file)) {
        writeFileSync(file, "");
        process.exit(3);
      }
      return 2 * input;
    },
};

/** Ends the worker it runs in at one input, each time. */
export const deadly = {
  name: "deadly",
  module,
  begin:
    ({ at }) =>
    (input) => {
      if (input === at) process.exit(3);
      return input;
    },
};

/** Takes all the memory there is. */
export const greedy = {
  name: "greedy",
  module,
  begin: () => () => {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 1e5 }, (_, index) => ({ index })));
  },
};

/** Has an output that is no data. */
export const unsendable = { name: "unsendable", module, begin: () => () => () => 1 };

/** Throws what is no data. */
export const unsendableError = {
  name: "unsendableError",
  module,
  begin: () => (input) => {
    throw Object.assign(new Error(`piece ${input} threw this`), { cause: () => 1 });
  },
};
