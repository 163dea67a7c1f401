import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SkippedTests } from "./setup/skippedTests.js";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    // Of tests of one file that are said to run side by side.
    maxConcurrency: 2,
    reporters: ["default", new SkippedTests()],
  },
});
