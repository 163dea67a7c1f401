// interact, Output and progress in the kernel itself, on the wire: what is printed goes where it belongs, and an interrupt ends what a slider
// has set going and nothing else.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Client, type Received } from "../kernel/client.js";

let client: Client;

beforeAll(async () => {
  client = await Client.start({ preload: ["phasebook"] });
  const { error } = await client.execute('import { interact, progress, Output, IntSlider } from "phasebook";');
  expect(error?.traceback.join("\n")).toBeUndefined();
});

afterAll(() => client.close());

beforeEach(() => {
  client.received.length = 0;
});

/** The state of the last model that a cell has opened. */
function opened(model: string): { id: string; state: Record<string, unknown> } {
  const { content } = client.received.findLast(
    ({ type, content }) => type === "comm_open" && content.data.state._model_name === model,
  )!;
  return { id: content.comm_id, state: content.data.state };
}

/** The page moves the slider. */
function move(slider: string, value: number): Promise<string> {
  const data = { method: "update", state: { value }, buffer_paths: [] };
  return client.send("shell", "comm_msg", { comm_id: slider, data });
}

/** Waits until an Output shows what fulfils a condition, and returns its outputs as text. */
async function shows(output: string, condition: (text: string) => boolean): Promise<string> {
  const textOf = ({ type, content }: Received): string | undefined =>
    type === "comm_msg" && content.comm_id === output && content.data.state?.outputs
      ? content.data.state.outputs
          .map((each: { text?: string; evalue?: string; ename?: string; data?: Record<string, string> }) =>
            each.ename ? `${each.ename}: ${each.evalue}` : (each.text ?? each.data?.["text/plain"]),
          )
          .join("|")
      : undefined;
  const message = await client.find((each) => {
    const text = textOf(each);
    return text !== undefined && condition(text);
  });
  return textOf(message)!;
}

const streams = () => client.received.filter(({ type }) => type === "stream").map(({ content }) => content.text);

test("what a view prints is shown above its result, in place of what was there before", async () => {
  await client.execute(
    `interact({ n: new IntSlider({ value: 1 }) }, async ({ n }) => {
    console.log("begun", n);
    await new Promise((resolve) => setTimeout(resolve, 5));
    console.error("ended", n);
    display("shown");
    return n * 2;
  })`.replace('display("shown");', ""),
  );
  const [slider, output] = [opened("IntSliderModel").id, opened("OutputModel").id];
  await move(slider, 21);
  expect(await shows(output, (text) => text.endsWith("|42"))).toBe("begun 21\n|ended 21\n|42");
  expect(streams().join("")).not.toContain("21");
});

test("what the first call prints belongs to it, above its result, though the cell waits for it", async () => {
  await client.execute(
    `interact({ n: new IntSlider({ value: 1 }) }, async ({ n }) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log("printed", n);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return n * 2;
  })`,
  );
  expect(await shows(opened("OutputModel").id, (text) => text.includes("2"))).toBe("printed 1\n|2");
  expect(streams()).toEqual([]);
});

test("what the last of many calls prints belongs to it", async () => {
  await client.execute(
    `interact({ n: new IntSlider({ value: 1 }) }, async ({ n }, signal) => {
    for (let step = 0; step < 10; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      if (signal.aborted) return undefined;
    }
    console.log("printed", n);
    return n * 2;
  })`,
  );
  const [slider, output] = [opened("IntSliderModel").id, opened("OutputModel").id];
  for (const n of [2, 3, 4, 5, 6]) {
    await move(slider, n);
    await delay(60);
  }
  expect(await shows(output, (text) => text.endsWith("12"))).toBe("printed 6\n|12");
  expect(streams()).toEqual([]);
});

test("an error is shown as a cell shows it: the user's line, and the library's frames counted", async () => {
  await client.execute(`interact({ n: new IntSlider({ value: 1 }) }, ({ n }) => {
    if (n > 0) throw new RangeError("n is " + n);
  })`);
  const [error] = (
    client.received.findLast(({ content }) => content.data?.state?.outputs?.[0]?.ename)!.content.data.state as {
      outputs: { ename: string; evalue: string; traceback: string[] }[];
    }
  ).outputs;
  expect(error).toMatchObject({ ename: "RangeError", evalue: "n is 1" });
  const text = error!.traceback.join("\n");
  expect(text).toContain('throw new RangeError("n is " + n);');
  expect(text).toContain("frames of libraries");
  expect(text).not.toContain("interaction");
});

test("what a slow view prints is shown while it is at work", async () => {
  await client.execute(`interact({ n: new IntSlider({ value: 1 }) }, async ({ n }, signal) => {
    for (let step = 0; step < 1000 && !signal.aborted && n > 1; step += 1) {
      console.log("step", step);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return n;
  })`);
  const [slider, output] = [opened("IntSliderModel").id, opened("OutputModel").id];
  await move(slider, 2);
  await shows(output, (text) => /step 15\n$/.test(text));
  await move(slider, 1);
  expect(await shows(output, (text) => text === "1")).toBe("1");
});

test.each([
  ["a loop", "while (n > 1) {}"],
  ["a loop after an await", "if (n > 1) { await new Promise((resolve) => setTimeout(resolve, 1)); while (true) {} }"],
  ["a promise that never settles", "if (n > 1) await new Promise(() => {})"],
])("an interrupt ends %s of a view, and the next value is served", async (_, work) => {
  await client.execute(`let aborted = 0;
    interact({ n: new IntSlider({ value: 1 }) }, async ({ n }, signal) => {
      signal.addEventListener("abort", () => { aborted += 1; });
      ${work}
      return n + 100;
    })`);
  const [slider, output] = [opened("IntSliderModel").id, opened("OutputModel").id];
  await move(slider, 2);
  await delay(400);
  await client.request("interrupt_request", {}, "control");
  expect(await shows(output, (text) => /Interrupted/.test(text))).toMatch(/Interrupted/);
  await move(slider, 0);
  await shows(output, (text) => text === "100");
  expect((await client.execute("aborted")).result).toBe("1");
});

test("the cell that runs meanwhile keeps its own output", async () => {
  await client.execute(`const both = new IntSlider({ value: 1 });
    interact({ both }, async ({ both }) => {
      for (let step = 0; step < 5; step += 1) await new Promise((resolve) => setTimeout(resolve, 20));
      return both;
    })`);
  const { stdout } = await client.execute(`both.value = 5;
    for (let step = 0; step < 5; step += 1) { console.log("cell", step); await new Promise((resolve) => setTimeout(resolve, 30)); }`);
  expect(stdout).toBe("cell 0\ncell 1\ncell 2\ncell 3\ncell 4\n");
});

test("an Output captures what is printed and thrown", async () => {
  await client.execute(`const place = new Output();
    await place.capture(() => { console.log("inside"); throw new RangeError("too far"); });
    console.log("outside");`);
  const { id } = opened("OutputModel");
  expect(await shows(id, (text) => text.includes("RangeError"))).toBe("inside\n|RangeError: too far");
  expect(streams()).toEqual(["outside\n"]);
});

test("progress is a bar that moves while a loop never lets go", async () => {
  await client.execute(`let sum = 0;
    for (const each of progress(Array.from({ length: 6 }, (_, index) => index), { label: "adding" })) {
      const until = performance.now() + 60;
      while (performance.now() < until) sum += each;
    }`);
  const { id, state } = opened("FloatProgressModel");
  expect(state).toMatchObject({ value: 0, bar_style: "info" });
  const told = client.received.filter(({ type, content }) => type === "comm_msg" && content.comm_id === id);
  const values = told.flatMap(({ content }) => content.data.state.value ?? []);
  expect(values.length).toBeGreaterThanOrEqual(3);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(values.at(-1)).toBe(6);
  expect(told.at(-1)?.content.data.state).toMatchObject({ bar_style: "success" });
});
