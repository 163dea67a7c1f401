/** A state as it travels: JSON, with the binary values taken out and sent beside it. */
export interface WireState {
  readonly state: Record<string, unknown>;
  /** Where each buffer belongs in the state. */
  readonly bufferPaths: (string | number)[][];
  readonly buffers: Uint8Array[];
}

/** Something that the other side knows by its id. */
export interface Referable {
  readonly id: string;
}

const prefix = "IPY_MODEL_";

/** Prepares a state for sending: widgets become references by their id, binary values become buffers. */
export function toWire(state: Readonly<Record<string, unknown>>, isWidget: (value: object) => boolean): WireState {
  const bufferPaths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  const convert = (value: unknown, path: (string | number)[]): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (isWidget(value)) return prefix + (value as Referable).id;
    if (ArrayBuffer.isView(value)) {
      bufferPaths.push(path);
      buffers.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => convert(item, [...path, index]));
    const members = Object.entries(value).map(([name, member]) => [name, convert(member, [...path, name])] as const);
    // A member that travels as a buffer is left out; in a list null keeps its place.
    return Object.fromEntries(
      members.filter(([name]) => !ArrayBuffer.isView((value as Record<string, unknown>)[name])),
    );
  };
  return { state: convert(state, []) as Record<string, unknown>, bufferPaths, buffers };
}

/** A received state with its buffers put back and references resolved. */
export function fromWire(
  state: Readonly<Record<string, unknown>>,
  bufferPaths: readonly (readonly (string | number)[])[],
  buffers: readonly Uint8Array[],
  widgetOf: (id: string) => Referable | undefined,
): Record<string, unknown> {
  const convert = (value: unknown): unknown => {
    if (typeof value === "string" && value.startsWith(prefix)) return widgetOf(value.slice(prefix.length)) ?? value;
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, convert(member)]));
  };
  const whole = convert(state) as Record<string, unknown>;
  bufferPaths.forEach((path, index) => {
    const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], whole);
    (holder as Record<string | number, unknown>)[path.at(-1)!] = buffers[index];
  });
  return whole;
}
