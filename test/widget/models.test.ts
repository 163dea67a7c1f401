import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../setup/parts.js";
import { generate } from "./generate.js";

test("src/widget/models.ts is what the generator makes of the installed schema", async () => {
  const biome = [
    join(root, "node_modules/@biomejs/biome/bin/biome"),
    "check",
    "--write",
    "--stdin-file-path=src/widget/models.ts",
  ];
  const formatted = execFileSync(process.execPath, biome, { input: generate(), cwd: root, encoding: "utf8" });
  await expect(formatted).toMatchFileSnapshot("../../src/widget/models.ts");
});
