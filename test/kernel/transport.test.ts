import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { curveKeyPair, Dealer } from "zeromq";
import { readConnection } from "../../kernel/protocol/connection.js";
import { environment, phasebook, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";
import { Client, type Transport } from "./client.js";

const folder = mkdtempSync(join(tmpdir(), "phasebook-transport-"));
afterAll(() => rmSync(folder, { recursive: true }));

const transports: Record<string, Transport> = {
  IPC: { transport: "ipc" },
  "TCP, encrypted": { curve: curveKeyPair() },
  "IPC, encrypted": { transport: "ipc", curve: curveKeyPair() },
};

describe.each(Object.entries(transports))("by %s", (_, transport) => {
  test("all channels serve", async () => {
    const client = await Client.start(transport);
    try {
      expect((await client.execute("console.log('printed'); 6 * 7")).result).toBe("42");
      expect(await client.heartbeat("ping")).toBe("ping");
      expect((await client.request("kernel_info_request", {}, "control")).content.status).toBe("ok");
      const asked = await client.submit("input('name? ')", { allow_stdin: true });
      await client.find(({ type, parent }) => type === "input_request" && parent === asked);
      await client.send("stdin", "input_reply", { value: "Ada" });
      expect((await client.outcome(asked)).result).toBe("'Ada'");
    } finally {
      await client.close();
    }
  });
});

test("who has no key, or another one, is not heard by an encrypted kernel", async () => {
  const client = await Client.start({ curve: curveKeyPair() });
  const strangers = [new Dealer({ linger: 0 }), new Dealer({ linger: 0, ...otherKeys(curveKeyPair().publicKey) })];
  try {
    for (const stranger of strangers) {
      stranger.receiveTimeout = 500;
      stranger.connect(client.address("shell_port"));
      await stranger.send(client.framesOf("kernel_info_request", {}).frames);
      await expect(stranger.receive()).rejects.toThrow();
    }
    expect((await client.execute("1 + 1")).result).toBe("2");
  } finally {
    for (const stranger of strangers) stranger.close();
    await client.close();
  }
});

function otherKeys(curveServerKey: string) {
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}

test.each([
  ["one key without the other", { curve_publickey: "x".repeat(40) }, "curve_secretkey"],
  ["a key that is too short", { curve_publickey: "x".repeat(39), curve_secretkey: "x".repeat(40) }, "curve_publickey"],
])("a connection file with %s is refused by name", (_, keys, named) => {
  const file = join(folder, "connection.json");
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
  writeFileSync(file, JSON.stringify({ transport: "tcp", ip: "127.0.0.1", key: "", ...ports, ...keys }));
  expect(() => readConnection(file)).toThrow(named);
});

test.skipIf(!environment)("jupyter_client starts it where it requires encryption", async () => {
  const prefix = temporaryFolder();
  await phasebook(["kernel", "install", "--prefix", prefix]);
  const script = fileURLToPath(new URL("encrypted.py", import.meta.url));
  const { code, stdout, stderr } = await run(join(environment!, "python"), [script], {
    env: { ...process.env, JUPYTER_PATH: join(prefix, "share/jupyter") },
  });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(stdout)).toEqual({ keys: [40, 40], result: "2", alive: true });
});
