// JSON has no NaN, no infinities, no -0, no undefined, no bigint and no typed arrays; what goes to another machine and back must be
// what it was, bit for bit. Each of these is written as an object with the key "$", which says what it is.

const tag = "$";

const typedArrays = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

type Escaped =
  | { readonly $: "number"; readonly text: string }
  | { readonly $: "undefined" }
  | { readonly $: "bigint"; readonly text: string }
  | { readonly $: "object"; readonly entries: readonly (readonly [string, unknown])[] }
  | { readonly $: keyof typeof typedArrays; readonly base64: string };

/**
 * The value as what `JSON.stringify` keeps; the value itself where nothing in it had to be written otherwise.
 *
 * @param name what the value is called in errors
 * @throws TypeError that says where, for what is not plain data: functions, symbols, instances of classes
 */
export function toJson(value: unknown, name: string): unknown {
  const path: (string | number)[] = [];
  return written(value);

  function written(value: unknown): unknown {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: "number", text: numberText(value) };
      case "undefined":
        return { $: "undefined" };
      case "bigint":
        return { $: "bigint", text: String(value) };
      case "object":
        if (value === null) return null;
        if (Array.isArray(value)) return writtenArray(value);
        if (ArrayBuffer.isView(value)) return writtenView(value);
        if (isPlain(value)) return writtenObject(value);
    }
    const what = typeof value === "object" ? nameOf(value as object) : `a ${typeof value}`;
    const place = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
    throw new TypeError(`${name}${place} is ${what}, which cannot go to another machine: only plain data can`);
  }

  function writtenArray(values: readonly unknown[]): unknown {
    let copy: unknown[] | undefined;
    for (let index = 0; index < values.length; index += 1) {
      path.push(index);
      const to = written(values[index]);
      path.pop();
      if (to !== values[index]) copy ??= values.slice();
      if (copy) copy[index] = to;
    }
    return copy ?? values;
  }

  function writtenObject(value: Readonly<Record<string, unknown>>): unknown {
    const keys = Object.keys(value);
    let changed = false;
    const entries = keys.map((key): [string, unknown] => {
      path.push(key);
      const to = written(value[key]);
      path.pop();
      changed ||= to !== value[key];
      return [key, to];
    });
    if (keys.includes(tag)) return { $: "object", entries };
    return changed ? Object.fromEntries(entries) : value;
  }

  function writtenView(view: ArrayBufferView): unknown {
    const kind = Object.prototype.toString.call(view).slice(8, -1);
    if (!Object.hasOwn(typedArrays, kind)) throw new TypeError(`${name}: a ${kind} cannot go to another machine`);
    const base64 = Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString("base64");
    return { $: kind, base64 };
  }
}

/** What {@link toJson} was given, from what `JSON.parse` made of it, which it may change. */
export function fromJson(json: unknown): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) {
    for (let index = 0; index < json.length; index += 1) json[index] = fromJson(json[index]);
    return json;
  }
  if (Object.hasOwn(json, tag)) return read(json as Escaped);
  const object = json as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const value = object[key];
    // A number or text stands for itself; writing `__proto__` as any other key would set the prototype.
    if (typeof value === "object" && value !== null)
      if (key === "__proto__")
        Object.defineProperty(object, key, {
          value: fromJson(value),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      else object[key] = fromJson(value);
  }
  return object;
}

function read(escaped: Escaped): unknown {
  switch (escaped.$) {
    case "undefined":
      return undefined;
    case "number":
      return Number(escaped.text);
    case "bigint":
      return BigInt(escaped.text);
    case "object":
      return Object.fromEntries(escaped.entries.map(([key, value]) => [key, fromJson(value)]));
    default: {
      if (!Object.hasOwn(typedArrays, escaped.$)) throw new TypeError(`there is no data of the kind "${escaped.$}"`);
      const bytes = Uint8Array.from(Buffer.from(escaped.base64, "base64"));
      return new typedArrays[escaped.$](bytes.buffer);
    }
  }
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  // An object of another realm, such as a notebook's, has that realm's Object.prototype: the one whose own prototype is null.
  return (
    (prototype === null || Object.getPrototypeOf(prototype) === null) &&
    typeof (value as { toJSON?: unknown }).toJSON !== "function"
  );
}

function nameOf(value: object): string {
  const { name } = value.constructor ?? {};
  return name === undefined || name === "Object" ? "an object with toJSON()" : `an instance of ${name}`;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
