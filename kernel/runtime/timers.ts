import type { Context } from "../output/context.js";
import type { Started, Undertaking } from "./started.js";

type Callback = (...parameters: unknown[]) => void;
type Start = (callback: Callback, ...parameters: unknown[]) => object;
type Clear = (timer: unknown) => void;

interface Kind {
  start: "setTimeout" | "setInterval" | "setImmediate";
  clear: "clearTimeout" | "clearInterval" | "clearImmediate";
  repeats: boolean;
}

const kinds: readonly Kind[] = [
  { start: "setTimeout", clear: "clearTimeout", repeats: false },
  { start: "setInterval", clear: "clearInterval", repeats: true },
  { start: "setImmediate", clear: "clearImmediate", repeats: false },
];

/**
 * Makes the timers of the global scope belong to the cell that starts them: what their callbacks show is its output, what they start is
 * its own, and an interrupt ends them.
 */
export function ownTimers(context: Context, started: Started): void {
  /** What forgets a timer that the user clears. */
  const forgets = new WeakMap<object, () => void>();
  for (const { start, clear, repeats } of kinds) {
    const original = globalThis[start] as Start;
    const end = globalThis[clear] as Clear;
    const owned = (callback: unknown, ...parameters: unknown[]): object => {
      const { owner } = context;
      // Node says what is wrong with a callback that is none.
      if (!owner || typeof callback !== "function") return original(callback as Callback, ...parameters);
      const timer = original(
        function (this: unknown, ...received) {
          if (!repeats) forget();
          context.within(owner, () => callback.apply(this, received));
        },
        ...parameters,
      );
      const ended = (): void => end(timer);
      const undertaking: Undertaking = repeats ? { end: ended } : { endWhenTold: ended };
      const forget = started.add(undertaking);
      forgets.set(timer, forget);
      return timer;
    };
    const clearing: Clear = (timer) => {
      if (timer !== null && typeof timer === "object") forgets.get(timer)?.();
      end(timer);
    };
    // What they have beside being called, such as their promise for `util.promisify`.
    replace(start, Object.defineProperties(owned, Object.getOwnPropertyDescriptors(original)));
    replace(clear, Object.defineProperties(clearing, Object.getOwnPropertyDescriptors(end)));
  }
}

function replace(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
}
