import { describe, expect, it } from "vitest";
import { modelSchema } from "../../src/machine/modelSchema.js";

interface Schema {
  title?: string;
  type?: string;
  required?: string[];
  properties: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
}

describe("modelSchema", () => {
  const schema = JSON.parse(JSON.stringify(modelSchema())) as Schema;

  it("is a JSON Schema that names every field of a model, and no other", () => {
    expect(schema).toMatchObject({ title: "Phasebook model", type: "object", additionalProperties: false });
    expect(Object.keys(schema.properties).sort()).toEqual(
      "accounts arrivals counters cpus definitions description draws labels latencies name overhead parameters resources states stop".split(
        " ",
      ),
    );
    expect(schema.required).toEqual(expect.arrayContaining(["name", "accounts", "arrivals", "states"]));
  });

  it("offers an editor what is allowed: disciplines, families, the parts of a transition", () => {
    const resource = schema.properties.resources!.additionalProperties as Schema;
    expect(resource.properties.discipline!.enum).toEqual(["fifo", "lifo", "priority", "processor-sharing"]);
    const draw = schema.properties.draws!.additionalProperties as Schema;
    expect(draw.properties.distribution!.properties.family!.enum).toContain("inverse-gaussian");
    const [one, several] = (schema.properties.states!.additionalProperties as Schema).anyOf!;
    expect(Object.keys(one!.properties)).toEqual(
      expect.arrayContaining(["when", "schedule", "charge", "seize", "use"]),
    );
    expect(several).toMatchObject({ type: "array", items: { additionalProperties: false } });
  });
});
