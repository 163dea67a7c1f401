import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { Client } from "./client.js";

test("a shutdown is answered on both channels and the process ends", async () => {
  for (const restart of [true, false]) {
    const client = await Client.start();
    try {
      await client.execute("0");
      const id = await client.send("control", "shutdown_request", { restart });
      for (const channel of ["control", "iopub"]) {
        const reply = await client.find(
          (message) => message.parent === id && message.type === "shutdown_reply" && message.channel === channel,
        );
        expect(reply.content).toEqual({ status: "ok", restart });
      }
      expect(await client.ended()).toBe(true);
      const { exitCode, signalCode } = client.process;
      expect([exitCode, signalCode, client.log]).toEqual([0, null, ""]);
    } finally {
      await client.close();
    }
  }
});

test.each([
  "while (true) {}",
  "await null; while (true) {}",
  "for (;;) { try { await null; while (true) {} } catch {} }",
])(
  "a kernel that is lost in a loop is shut down too, by way of an interrupt as jupyter_client does it: %s",
  async (loop) => {
    const client = await Client.start();
    try {
      const id = await client.submit(`console.log("begun"); ${loop}`);
      await client.find((message) => message.parent === id && message.type === "stream");
      await client.request("interrupt_request", {}, "control");
      await client.request("shutdown_request", { restart: false }, "control");
      expect(await client.ended()).toBe(true);
      expect(client.log).toBe("");
    } finally {
      await client.close();
    }
  },
);

test.each(['import { article } from "phasebook"', 'require("phasebook")', 'await import("phasebook")'])(
  "an interrupt while the library is loaded leaves it whole: %s",
  async (load) => {
    for (const wait of [50, 250]) {
      const client = await Client.start();
      try {
        const id = await client.submit(`console.log("begun"); ${load}`);
        await delay(wait);
        await client.request("interrupt_request", {}, "control");
        await client.outcome(id);
        const use =
          'import { article, simulate } from "phasebook"; simulate(article(), { seed: 1, maxEvents: 100 }).stopped';
        expect((await client.execute(use)).result).toBe("'maxEvents'");
      } finally {
        await client.close();
      }
    }
  },
);

test("the memory of a kernel is flat over a thousand cells", async () => {
  const client = await Client.start();
  try {
    const cells = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index += 1) await client.execute(`const made = ${index}; made + ${index}`);
    };
    const memory = async (): Promise<number> => Number((await client.execute("process.memoryUsage.rss()")).result);
    await cells(0, 150);
    const before = await memory();
    await cells(150, 1150);
    // Nurseries fill up to their size, some 100 MB in all; without a bound of the compiler's heap it is more than twice as much.
    expect(await memory()).toBeLessThan(1.6 * before);
  } finally {
    await client.close();
  }
});

test("an empty key means that messages are not signed", async () => {
  const client = await Client.start({ key: "" });
  try {
    expect((await client.execute("1 + 1")).result).toBe("2");
  } finally {
    await client.close();
  }
});

test("a kernel whose parent has gone does not stay behind", async () => {
  // Started by a process that ends at once.
  const { execPath } = process;
  const script = `
    const { spawn } = require("node:child_process");
    const child = spawn(${JSON.stringify(execPath)}, process.argv.slice(1), { detached: true, stdio: "ignore", env: { ...process.env, JPY_PARENT_PID: String(process.pid) } });
    child.unref();
    console.log(child.pid);
    setTimeout(() => process.exit(), 1500);`;
  const { connectionFile, main, remove } = await Client.connectionFile();
  try {
    const parent = spawn(execPath, ["-e", script, main, connectionFile], { stdio: ["ignore", "pipe", "inherit"] });
    let pid = "";
    for await (const chunk of parent.stdout) pid += chunk;
    await expect.poll(() => isAlive(Number(pid)), { timeout: 8000 }).toBe(false);
  } finally {
    await remove();
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
