// Whatever arrives at a socket: nothing of it is executed that is not signed, nothing of it ends the kernel, nothing of it is kept.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "./client.js";

type Channel = "shell" | "control" | "stdin";

let client: Client;

beforeAll(async () => {
  client = await Client.start();
  await client.execute("let executed = 0");
});

afterAll(() => client.close());

const channel = fc.constantFrom<Channel>("shell", "control", "stdin");
const types = [
  ...["execute", "complete", "inspect", "is_complete", "history", "comm_info", "kernel_info", "interrupt"],
  ...["connect", "debug", "create_subshell", "__proto__", "constructor"],
].map((name) => `${name}_request`);
const type = fc.oneof(
  fc.constantFrom(...types, "comm_open", "comm_msg", "comm_close", "input_reply", "toString", ""),
  fc.string(),
);

/** Names that the kernel reads, with values of every kind; code that would be noticed if it ran. */
const content = fc.dictionary(
  fc.constantFrom(
    ...["code", "cursor_pos", "silent", "user_expressions", "hist_access_type", "n", "start", "stop", "pattern"],
    ...["session", "comm_id", "target_name", "data", "detail_level", "value", "restart", "store_history"],
  ),
  fc.oneof(fc.jsonValue({ maxDepth: 6 }), fc.double(), fc.string({ unit: "binary" }), fc.constantFrom("tail", "range")),
);
const bytes = fc.uint8Array({ maxLength: 64 });
const junk = fc.oneof(
  bytes,
  fc.constantFrom("<IDS|MSG>", "", "{}", "[]", "null", "{", '"', "\ud800", "0".repeat(64)),
  fc.constant('{"a":'.repeat(50_000)),
  fc.constant("[".repeat(100_000) + "]".repeat(100_000)),
  fc.constant("x".repeat(1_000_000)),
);

/** Unsigned or badly signed, cut short, with parts put in place of others: what must have no effect. */
const untrusted = fc
  .record({
    type,
    content,
    signature: fc.constantFrom("", "0".repeat(64), "no hex"),
    cut: fc.nat(8),
    part: fc.nat(5),
    junk,
  })
  .map(({ type, content, signature, cut, part, junk }) => {
    const { frames } = client.framesOf(type, { ...content, code: "executed += 1" }, { signature });
    return frames.map((frame, index) => (index === part + 1 ? junk : frame)).slice(0, cut || frames.length);
  });

const listsOfJunk = fc.array(junk, { minLength: 1, maxLength: 9 });

/** Signed, but of any type and content; no cell that could run. */
const signed = fc
  .record({ type, content, metadata: content, buffers: fc.array(bytes, { maxLength: 3 }) })
  .map(({ type, content, metadata, buffers }) => {
    const harmless = type === "execute_request" ? { ...content, code: `/* ${randomUUID()} */ )` } : content;
    return client.framesOf(type, harmless, { metadata, buffers }).frames;
  });

async function send(frames: fc.Arbitrary<(string | Uint8Array)[]>, runs: number): Promise<void> {
  const sent = fc.asyncProperty(channel, frames, (channel, frames) => client.sendRaw(channel, frames));
  await fc.assert(sent, { numRuns: runs, endOnFailure: true });
  // All of it has been read when a later request is answered, on both ways in.
  for (const way of ["shell", "control"] as const) await client.request("kernel_info_request", {}, way);
}

const executed = async (): Promise<string | undefined> => (await client.execute("executed")).result;

test("frames of no sense, and messages that are not signed, have no effect", async () => {
  await send(listsOfJunk, 200);
  await send(untrusted, 300);
  expect(await executed()).toBe("0");
});

test("signed messages of any type and content are answered or dropped, and the kernel goes on", async () => {
  await send(signed, 300);
  // The last interrupt was of an idle kernel; what comes at once may be taken for what it was to stop.
  await delay(500);
  expect(await executed()).toBe("0");
  expect(await client.heartbeat("ping")).toBe("ping");
});

test.skipIf(process.platform !== "linux")("nothing of it is kept", async () => {
  const used = async (): Promise<number> => {
    await client.execute("0");
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${client.process.pid}/status`, "utf8"))![1]) / 1024;
  };
  const burst = async () => {
    const large = fc.constant<string[]>(["<IDS|MSG>", "0".repeat(64), "x".repeat(5_000_000)]);
    await send(fc.oneof(untrusted, large), 100);
  };
  await burst();
  const before = await used();
  for (let time = 0; time < 4; time += 1) await burst();
  // A gigabyte has gone through.
  expect((await used()) - before).toBeLessThan(100);
});
