const compare = (element: string): string => `(compare?: (a: ${element}, b: ${element}) => number)`;

const typedArrays = [
  ...["Int8", "Uint8", "Uint8Clamped", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64"].map((kind) => [
    kind,
    "number",
  ]),
  ...["BigInt64", "BigUint64"].map((kind) => [kind, "bigint"]),
] as [kind: string, element: string][];

const arrays: readonly string[] = [
  ...["Array", "ReadonlyArray"].map(
    (array) => `interface ${array}<T> {
      toReversed(): T[];
      toSorted${compare("T")}: T[];
      toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
      with(index: number, value: T): T[];
    }`,
  ),
  ...typedArrays.map(
    ([kind, element]) => `interface ${kind}Array {
      toReversed(): ${kind}Array;
      toSorted${compare(element)}: ${kind}Array;
      with(index: number, value: ${element}): ${kind}Array;
    }`,
  ),
];

const sets = `interface ReadonlySetLike<T> { keys(): Iterator<T>; has(value: T): boolean; readonly size: number; }
  ${["Set", "ReadonlySet"]
    .map(
      (set) => `interface ${set}<T> {
      union<U>(other: ReadonlySetLike<U>): Set<T | U>;
      intersection<U>(other: ReadonlySetLike<U>): Set<T & U>;
      difference<U>(other: ReadonlySetLike<U>): Set<T>;
      symmetricDifference<U>(other: ReadonlySetLike<U>): Set<T | U>;
      isSubsetOf(other: ReadonlySetLike<unknown>): boolean;
      isSupersetOf(other: ReadonlySetLike<unknown>): boolean;
      isDisjointFrom(other: ReadonlySetLike<unknown>): boolean;
    }`,
    )
    .join("\n")}`;

const iterators = `interface IteratorHelpers<T> {
    map<U>(mapper: (value: T, index: number) => U): IterableIterator<U>;
    filter<S extends T>(predicate: (value: T, index: number) => value is S): IterableIterator<S>;
    filter(predicate: (value: T, index: number) => unknown): IterableIterator<T>;
    take(limit: number): IterableIterator<T>;
    drop(count: number): IterableIterator<T>;
    flatMap<U>(mapper: (value: T, index: number) => Iterable<U>): IterableIterator<U>;
    reduce(reducer: (previous: T, value: T, index: number) => T): T;
    reduce<U>(reducer: (previous: U, value: T, index: number) => U, initial: U): U;
    toArray(): T[];
    forEach(callback: (value: T, index: number) => void): void;
    some(predicate: (value: T, index: number) => unknown): boolean;
    every(predicate: (value: T, index: number) => unknown): boolean;
    find(predicate: (value: T, index: number) => unknown): T | undefined;
  }
  interface IterableIterator<T> extends IteratorHelpers<T> {}
  interface Generator<T = unknown, TReturn = any, TNext = unknown> extends IteratorHelpers<T> {}`;

/** What there is when the owner has the name. */
const since: readonly [owner: object, name: string, declarations: string][] = [
  [Array.prototype, "toSorted", arrays.join("\n")],
  [String.prototype, "isWellFormed", "interface String { isWellFormed(): boolean; toWellFormed(): string; }"],
  [
    ArrayBuffer.prototype,
    "resize",
    `interface ArrayBuffer { readonly maxByteLength: number; readonly resizable: boolean; resize(byteLength?: number): void; }
     interface ArrayBufferConstructor { new (byteLength: number, options?: { maxByteLength?: number }): ArrayBuffer; }`,
  ],
  [
    ArrayBuffer.prototype,
    "transfer",
    `interface ArrayBuffer {
      readonly detached: boolean;
      transfer(byteLength?: number): ArrayBuffer;
      transferToFixedLength(byteLength?: number): ArrayBuffer;
    }`,
  ],
  [
    Object,
    "groupBy",
    `interface ObjectConstructor {
      groupBy<K extends PropertyKey, T>(items: Iterable<T>, key: (item: T, index: number) => K): Partial<Record<K, T[]>>;
    }`,
  ],
  [
    Map,
    "groupBy",
    "interface MapConstructor { groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): Map<K, T[]>; }",
  ],
  [
    Promise,
    "withResolvers",
    `interface PromiseWithResolvers<T> {
      promise: Promise<T>;
      resolve: (value: T | PromiseLike<T>) => void;
      reject: (reason?: any) => void;
    }
    interface PromiseConstructor { withResolvers<T>(): PromiseWithResolvers<T>; }`,
  ],
  [
    Promise,
    "try",
    `interface PromiseConstructor {
      try<T, U extends unknown[]>(callback: (...parameters: U) => T | PromiseLike<T>, ...parameters: U): Promise<Awaited<T>>;
    }`,
  ],
  [
    Array,
    "fromAsync",
    `interface ArrayConstructor {
      fromAsync<T>(items: AsyncIterable<T> | Iterable<T | PromiseLike<T>> | ArrayLike<T | PromiseLike<T>>): Promise<T[]>;
      fromAsync<T, U>(
        items: AsyncIterable<T> | Iterable<T> | ArrayLike<T>, mapper: (value: Awaited<T>, index: number) => U,
      ): Promise<Awaited<U>[]>;
    }`,
  ],
  [Set.prototype, "union", sets],
  [Object.getPrototypeOf(Object.getPrototypeOf([].values())), "toArray", iterators],
  [RegExp, "escape", "interface RegExpConstructor { escape(text: string): string; }"],
  [Error, "isError", "interface ErrorConstructor { isError(value: unknown): value is Error; }"],
];

/** What the language has got since TypeScript 5.0, as far as this Node has it. */
export const recentDeclarations: readonly string[] = since.flatMap(([owner, name, declarations]) =>
  name in owner ? declarations : [],
);
