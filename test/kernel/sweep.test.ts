import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "./client.js";

let client: Client;

beforeAll(async () => {
  client = await Client.start();
});

afterAll(async () => {
  await client.close();
});

test("an interrupted sweep keeps its rows, ends its threads, and goes on from them", async () => {
  const started = await client.execute(
    "import { article, sweep } from 'phasebook';\n" +
      "const design = { processes: [200, 300, 400, 500], lifetime: ['10 us', '20 us'] };\n" +
      "const options = { replications: 100, maxEvents: 50_000, store: 'sweep.parquet' };\n" +
      "let rows = 0",
  );
  expect(started.error).toBeUndefined();
  const id = await client.submit(
    "await sweep(article, design, { ...options, onProgress: ({ done }) => { rows = done; console.log(done) } })",
  );
  await client.find((message) => message.parent === id && message.type === "stream");
  await client.request("interrupt_request", {}, "control");
  expect((await client.outcome(id)).error?.ename).toBe("Interrupted");
  const before = Number(
    (await client.execute("await new Promise((resolve) => setTimeout(resolve, 500)); rows")).result,
  );
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(800);
  // What has ended does not go on, and has closed its file.
  expect((await client.execute("rows")).result).toBe(String(before));
  expect((await client.execute("fs.readdirSync('.').filter((name) => /sweep/.test(name))")).result).toBe(
    "[ 'sweep.parquet' ]",
  );
  const again = await client.execute(
    "let first = -1; const table = await sweep(article, design, " +
      "{ ...options, onProgress: ({ done }) => { if (first < 0) first = done } }); [table.length, first >= rows]",
  );
  expect(again.result).toBe("[ 800, true ]");
});
