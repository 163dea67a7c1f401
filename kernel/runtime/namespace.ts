/** What a module exports, by name. */
export type Namespace = Record<string, unknown>;

/** The named part of a module, as the import statement means it. */
export function exportOf(module: unknown, name: string): unknown {
  if (name === "=") return module;
  if (name === "*") return namespaceOf(module);
  if (name === "default") return namespaceOf(module).default;
  return (module as Namespace | null | undefined)?.[name];
}

/** A CommonJS module seen as an ES module: what it exports is its default, its properties are named exports. */
export function namespaceOf(module: unknown): Namespace {
  if (isNamespace(module)) return module;
  return { ...(module as Namespace), default: module };
}

function isNamespace(module: unknown): module is Namespace {
  if (module === null || typeof module !== "object") return false;
  return Object.prototype.toString.call(module) === "[object Module]" || (module as Namespace).__esModule === true;
}
