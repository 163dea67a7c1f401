import { readFileSync } from "node:fs";
import { hasSharedData, sharedData } from "../../sharedData.js";

/** A case of the reference; its README says what the fields of each section mean. */
export interface ReferenceCase {
  readonly id: string;
  readonly section: string;
  readonly family: string;
  readonly data: {
    readonly exact?: number[];
    readonly intervals?: [number, number, number][];
    readonly ref?: string;
  } & Readonly<Record<string, unknown>>;
  readonly fixed?: Readonly<Record<string, number>> | null;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly gof?: Readonly<Partial<Record<"atMle" | "atGiven", GivenFit>>>;
}

export interface GivenFit {
  readonly params?: Readonly<Record<string, number>>;
  readonly ks: number;
  readonly cvm: number;
  readonly ad: number | null;
  readonly ksP: number;
  readonly cvmP: number;
  readonly adP?: number;
}

const all: readonly ReferenceCase[] = hasSharedData
  ? (
      JSON.parse(readFileSync(sharedData("reference/fit.json"), "utf8"), (_, value: unknown) =>
        value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : value,
      ) as { cases: ReferenceCase[] }
    ).cases
  : [];

/** The cases of a section, or all. */
export function referenceCases(section?: string): readonly ReferenceCase[] {
  return section === undefined ? all : all.filter((each) => each.section === section);
}

/** The data of a case, which may be those of another. */
export function dataOf({ data }: ReferenceCase): ReferenceCase["data"] {
  return data.ref === undefined ? data : dataOf(all.find(({ id }) => id === data.ref)!);
}

/** The values of a case that has nothing but values. */
export function exactOf(given: ReferenceCase): number[] {
  return dataOf(given).exact ?? [];
}

/** Whether a value is within a relative tolerance. */
export function isWithin(value: number, expected: number, tolerance: number): boolean {
  return Math.abs(value - expected) <= tolerance * Math.abs(expected);
}
