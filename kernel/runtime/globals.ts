import { createRequire } from "node:module";
import { builtinNames } from "../language/builtins.js";

const require = createRequire(import.meta.url);

/** Makes Node's modules known by name, each loaded when it is first used. A cell may give the name another meaning. */
export function defineBuiltins(): void {
  for (const name of builtinNames) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => require(`node:${name}`),
      set: (value: unknown) =>
        Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true }),
    });
  }
}

/**
 * Has Node load what it loads when a global name is first used: half-loaded by a cell that is interrupted in that moment, `fetch` would be
 * broken for good.
 */
export function loadLazyGlobals(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    // These warn of a file that nobody has named.
    if (name === "localStorage" || name === "sessionStorage") continue;
    void Reflect.get(globalThis, name);
  }
}

/**
 * A cell that ends the process would take the notebook's variables with it, so all ways to do that throw. Returns the way that is left to
 * the kernel.
 */
export function trapExit(): (code: number) => never {
  const process = globalThis.process as NodeJS.Process & { reallyExit(code?: number): never };
  const exit = process.exit.bind(process);
  const reallyExit = process.reallyExit.bind(process);
  const kill = process.kill.bind(process);
  const trap = (call: string): never => {
    throw new Error(`${call} would end the kernel; shut it down or restart it in the Kernel menu instead.`);
  };
  process.exit = (code?: number | string | null): never => trap(`process.exit(${code ?? ""})`);
  process.reallyExit = (code?: number): never => trap(`process.reallyExit(${code ?? ""})`);
  process.abort = (): never => trap("process.abort()");
  process.kill = (pid: number, signal: string | number = "SIGTERM"): true => {
    const harmless = signal === 0 || signal === "SIGINT" || process.listenerCount(String(signal)) > 0;
    return pid === process.pid && !harmless ? trap("process.kill(process.pid)") : kill(pid, signal);
  };
  return (code: number): never => {
    process.reallyExit = reallyExit;
    return exit(code);
  };
}
