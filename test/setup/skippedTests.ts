import type { Reporter, TestModule } from "vitest/node";

/** Names at the end every test that did not run: a part of the machine that is missing must not pass for a success. */
export class SkippedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules.flatMap((module) =>
      [...module.children.allTests("skipped")].map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
    if (names.length > 0) console.log(`Skipped:\n${names.map((name) => `  ${name}`).join("\n")}\n`);
  }
}
