import { z } from "zod";
import { shape, stateName, transition } from "./schema.js";

/** The JSON Schema of models, for editors that check and complete a model while it is written. */
export function modelSchema(): Record<string, unknown> {
  const states = z.record(stateName, z.union([transition, z.array(transition)]));
  return z.toJSONSchema(z.strictObject({ ...shape, states }).meta({ title: "Phasebook model" })) as Record<
    string,
    unknown
  >;
}
