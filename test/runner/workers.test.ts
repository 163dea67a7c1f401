import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { Job } from "../../src/job/job.js";
import { workers } from "../../src/runner/workers.js";
import { root, run } from "../setup/parts.js";

it("are one a core unless told otherwise", () => {
  expect(workers().name).toBe(`workers(${availableParallelism()})`);
  expect(workers(3).name).toBe("workers(3)");
});

it.each([0, -1, 1.5, Number.NaN, Infinity])("refuse %s threads", (count) => {
  expect(() => workers(count)).toThrow(`workers: expected a whole number of threads from 1, got ${count}`);
});

it("from sources, which threads cannot load, do the pieces here", async () => {
  const double: Job<null, number, number> = {
    name: "double",
    module: import.meta.url,
    begin: () => (input) => 2 * input,
  };
  const outputs: number[] = [];
  expect(await workers(2).run(double, null, [1, 2], { onOutput: (output) => outputs.push(output) })).toBe("done");
  expect(outputs).toEqual([2, 4]);
});

const href = (...path: string[]): string => pathToFileURL(join(root, ...path)).href;
const opening = `
  import { workers } from "${href("dist/src/runner/workers.js")}";
  import * as jobs from "${href("test/laws/jobs.mjs")}";
  const outputs = [];
  const onOutput = (output, index) => { outputs[index] = output; };`;
const script = (body: string, ...flags: string[]) =>
  run(process.execPath, [...flags, "--input-type=module", "-e", opening + body]);

it("keep the process alive for what it awaits, and not after", async () => {
  const { code, stdout } = await script(`
    await workers(2).run(jobs.busy, {}, [50, 1, 1], { onOutput });
    await workers(2).run(jobs.echo, {}, [7, 8], { onOutput });
    console.log(outputs.join());`);
  expect([code, stdout]).toEqual([0, "7,8,1\n"]);
});

it("outlive a thread that has no memory left", async () => {
  const body = `
    const error = await workers(1).run(jobs.greedy, {}, [1], { onOutput }).catch((error) => error);
    await workers(1).run(jobs.echo, {}, [5], { onOutput });
    console.log(error.message, outputs.join());`;
  const { code, stdout } = await script(body, "--max-old-space-size=60");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^job "greedy": 3 threads ended while doing piece 0: .*memory.* 5$/m);
});

it("say that threads cannot start, and start them when they can", async () => {
  const { stdout } = await script(`
    import { mkdtempSync, rmSync } from "node:fs";
    import { tmpdir } from "node:os";
    process.chdir(mkdtempSync(tmpdir() + "/removed-"));
    rmSync(process.cwd(), { recursive: true });
    await workers(2).run(jobs.echo, {}, [1, 2], { onOutput }).catch((error) => console.log(error.message));
    process.chdir(tmpdir());
    await workers(2).run(jobs.echo, {}, [3, 4], { onOutput });
    console.log(outputs.join());`);
  expect(stdout).toBe("workers: the threads cannot start: the working folder has been removed\n3,4\n");
});

it("say what cannot be sent", async () => {
  const { stdout } = await script(`
    const tell = (error) => console.log(error.message);
    await workers(1).run(jobs.echo, { f() {} }, [1], { onOutput }).catch(tell);
    await workers(1).run(jobs.echo, {}, [() => 1], { onOutput }).catch(tell);
    await workers(1).run(jobs.unsendable, {}, [1], { onOutput }).catch(tell);
    await workers(1).run(jobs.unsendableError, {}, [1], { onOutput }).catch(tell);`);
  expect(stdout.trim().split("\n")).toEqual([
    'job "echo": what is shared and inputs must be plain data: f() {} could not be cloned.',
    'job "echo": what is shared and inputs must be plain data: () => 1 could not be cloned.',
    'job "unsendable": outputs must be plain data: () => 1 could not be cloned.',
    "piece 1 threw this",
  ]);
});
