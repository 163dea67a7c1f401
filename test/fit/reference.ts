import { readFileSync } from "node:fs";
import type { FitData } from "../../src/fit/data.js";
import { sharedData } from "../sharedData.js";

/** A number, or "Infinity", "-Infinity", "NaN". */
type Written = number | string;

export interface ReferenceCase {
  readonly id: string;
  readonly section: string;
  readonly family: string;
  readonly data: FitData & { readonly ref?: string };
  readonly fixed?: Record<string, number> | null;
  readonly expected: {
    readonly status?: string;
    readonly limitFamily?: string;
    readonly limitLoglik?: number;
    readonly params: Record<string, number>;
    readonly loglik: number;
    readonly k: number;
    readonly n: number;
    readonly aic: number;
    readonly bic: number;
    readonly aicc: number;
    readonly stderr?: Record<string, number>;
    readonly cov?: { readonly order: string[]; readonly matrix: number[][] };
  };
}

/** The cases of `data/reference/fit.json`, with its strings for numbers made numbers. */
export function referenceCases(): ReferenceCase[] {
  const text = readFileSync(sharedData("reference/fit.json"), "utf8");
  const names: readonly Written[] = ["Infinity", "-Infinity", "NaN"];
  const file = JSON.parse(text, (_, value: unknown) => (names.includes(value as string) ? Number(value) : value)) as {
    cases: ReferenceCase[];
  };
  return file.cases;
}
