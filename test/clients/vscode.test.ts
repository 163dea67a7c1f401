// How VS Code's Jupyter extension uses a kernel (its src/kernels/raw): without jupyter_client. It starts the kernelspec's argv itself with a
// connection file of its own and no JPY_PARENT_PID, asks for kernel_info and interrupts on the shell channel, and ends the process by a signal.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "../kernel/client.js";
import { scratchFolder } from "../setup/temporaryFolder.js";
import { Jupyter } from "./jupyter.js";

const { folder, remove } = scratchFolder();
const jupyter = new Jupyter(folder);
let command: string[];

beforeAll(async () => {
  await jupyter.install();
  const spec = JSON.parse(readFileSync(join(jupyter.kernels, "phasebook/kernel.json"), "utf8"));
  expect(spec.interrupt_mode).toBe("message");
  command = spec.argv;
});
afterAll(remove);

test("two kernels at once, each with its own cells, interrupted on the shell channel, ended by a signal", async () => {
  const clients = await Promise.all([1, 2].map(() => Client.start({ command, environment: { JPY_PARENT_PID: "" } })));
  try {
    const [one, two] = clients as [Client, Client];
    const looping = await one.submit("let kept = 'one'; console.log('begun'); await null; while (true) {}");
    // Until then its types are checked.
    await one.find((message) => message.parent === looping && message.type === "stream");
    expect((await two.execute("let kept = 2; kept")).result).toBe("2");

    const interrupt = await one.request("interrupt_request", {});
    expect(interrupt).toMatchObject({ type: "interrupt_reply", content: { status: "ok" } });
    expect((await one.outcome(looping)).error?.ename).toBe("Interrupted");
    expect((await one.execute("kept")).result).toBe("'one'");

    one.process.kill("SIGTERM");
    expect(await one.ended()).toBe(true);
    expect((await two.execute("kept + 1")).result).toBe("3");
  } finally {
    for (const client of clients) await client.close();
  }
});
