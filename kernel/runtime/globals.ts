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

/** A cell that ends the process would take the notebook's variables with it. */
export function trapExit(): (code?: number) => never {
  const exit = process.exit.bind(process);
  process.exit = (code?: number | string | null): never => {
    throw new Error(
      `process.exit(${code ?? ""}) would end the kernel; shut it down or restart it in the Kernel menu instead.`,
    );
  };
  return exit;
}
