import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { curveKeyPair, Dealer } from "zeromq";
import { freePorts } from "../../kernel/notebook/freePorts.js";
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

const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
const usable = { transport: "tcp", ip: "127.0.0.1", key: "a key", signature_scheme: "hmac-sha256", ...ports };
const numbers = await freePorts(5);
const free = Object.fromEntries(Object.keys(ports).map((name, index) => [name, numbers[index]!])) as typeof ports;
const z85 = "x".repeat(40);

test.each([
  ["one key without the other", { curve_publickey: z85 }, "curve_secretkey"],
  ["a key that is too short", { curve_publickey: z85.slice(1), curve_secretkey: z85 }, "curve_publickey"],
  ["a key that is no Z85", { curve_publickey: z85, curve_secretkey: "é".repeat(40) }, "curve_secretkey"],
  ["another scheme", { signature_scheme: "hmac-sha512" }, "hmac-sha512"],
  ["another transport", { transport: "udp" }, '"udp"'],
  ["no port", { hb_port: undefined }, "hb_port is missing"],
  ["a port in quotes", { hb_port: "5" }, 'hb_port is to be a number from 1 to 65535, not "5"'],
  ["the port zero", { shell_port: 0 }, "shell_port"],
  ["a port beyond the last", { shell_port: 65_536 }, "shell_port"],
  ["a key that is no text", { key: 5 }, "key"],
  ["an address that is none", { ip: "" }, "ip"],
])("a connection file with %s is refused by name", (_, wrong, named) => {
  const file = join(folder, "connection.json");
  writeFileSync(file, JSON.stringify({ ...usable, ...wrong }));
  expect(() => readConnection(file)).toThrow(file);
  expect(() => readConnection(file)).toThrow(named);
});

test("keys of CurveZMQ, whatever they are, are read", () => {
  const file = join(folder, "curve.json");
  for (let time = 0; time < 50; time += 1) {
    const { publicKey, secretKey } = curveKeyPair();
    writeFileSync(file, JSON.stringify({ ...usable, curve_publickey: publicKey, curve_secretkey: secretKey }));
    expect(readConnection(file).curve).toEqual({ publicKey, secretKey });
  }
});

describe("a kernel that cannot be reached says why, and ends", () => {
  /** Its exit code and what it said, as one who starts it by hand would see it. */
  async function started(text: string | undefined) {
    const file = join(folder, "started.json");
    if (text === undefined) rmSync(file, { force: true });
    else writeFileSync(file, text);
    const { main, remove } = await Client.connectionFile();
    const { code, stderr } = await run(process.execPath, [main, file]);
    await remove();
    return { code, said: stderr.trim().split("\n") };
  }

  test.each([
    ["is not there", undefined, "no such file"],
    ["is cut short", JSON.stringify(usable).slice(0, 60), "is no connection file"],
    ["is empty", "", "is no connection file"],
    ["holds null", "null", "it holds null"],
    [
      "has a port twice",
      JSON.stringify({ ...usable, ...free, hb_port: free.shell_port }),
      `:${free.shell_port}: Address already in use`,
    ],
    ["has a foreign address", JSON.stringify({ ...usable, ip: "203.0.113.7" }), "cannot listen at tcp://203.0.113.7:1"],
  ])("where the connection file %s", async (_, text, named) => {
    const { code, said } = await started(text);
    expect(code).toBe(1);
    expect(said[0]).toMatch(/^\[phasebook kernel\] /);
    expect(said.join("\n")).toContain(named);
    expect(said.join("\n")).not.toMatch(/^\s+at /m);
  });

  test("where a port is taken", async () => {
    const server = createServer();
    const taken = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    const { code, said } = await started(JSON.stringify({ ...usable, ...free, stdin_port: taken }));
    server.close();
    expect({ code, said }).toEqual({
      code: 1,
      said: [`[phasebook kernel] cannot listen at tcp://127.0.0.1:${taken}: Address already in use`],
    });
  });
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
