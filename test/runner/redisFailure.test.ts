// A server that cannot be used: what is said, and that the password is never in it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Job } from "../../src/job/job.js";
import { redis } from "../../src/runner/redis.js";
import type { RedisOptions } from "../../src/runner/redisOptions.js";
import { redisWorker } from "../../src/runner/redisWorker.js";
import { redisServer } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";
import { RedisProcess } from "./redisProcesses.js";

const echo: Job<unknown, number, number> = { name: "echo", module: import.meta.url, begin: () => (input) => input };

/** What a runner and a worker say of a server; they say the same. */
async function complaint(options: RedisOptions): Promise<string> {
  const all = { connectTimeout: 1000, ...options };
  const messages = [
    await redis(all)
      .run(echo, {}, [1], { onOutput: () => {} })
      .then(
        () => "none",
        ({ message }) => message as string,
      ),
    await redisWorker(all, [echo], { signal: AbortSignal.timeout(3000) }).then(
      () => "none",
      ({ message }) => message as string,
    ),
  ];
  // But for what the system says, in parentheses: a connection may break while reading or while writing. And a certificate that is
  // missed shows as an alert of TLS or as a closed connection, whichever comes first.
  const [one, other] = messages.map((message) =>
    message
      .replace(/ \([^()]*\)$/, "")
      .replace(/: it (asks for|closed the connection: it may ask for) a certificate.*/, ""),
  );
  expect(other).toBe(one);
  expect(messages[0]).not.toContain("geheim");
  return messages[0]!;
}

async function start(...settings: string[]): Promise<RedisProcess> {
  const server = await RedisProcess.start(...settings);
  onTestFinished(() => server.remove());
  return server;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it("says that nothing listens, and where", async () => {
  expect(await complaint({ url: "redis://user:geheim@127.0.0.1:1/2" })).toBe(
    "Redis at redis://127.0.0.1:1/2: nothing listens there: is Redis running, and is that its port? (connect ECONNREFUSED 127.0.0.1:1)",
  );
});

it("says that there is no such host", async () => {
  expect(await complaint({ url: "redis://no.such.host.invalid" })).toMatch(
    /^Redis at redis:\/\/no\.such\.host\.invalid:6379\/0: no host of that name was found/,
  );
});

it("says that nobody answers", async () => {
  const port = await listening(createServer((socket) => socket.on("error", () => {})));
  for (const url of [`redis://127.0.0.1:${port}`, `rediss://127.0.0.1:${port}`])
    expect(await complaint({ url })).toMatch(/no answer in time: is it a Redis/);
});

it("says that it is no Redis", async () => {
  const port = await listening(createHttpServer((_, answer) => answer.end("hello")));
  expect(await complaint({ url: `redis://127.0.0.1:${port}` })).toMatch(/: what listens there is no Redis/);
});

describe.skipIf(!redisServer)("a redis-server", () => {
  it("that asks for a password", async () => {
    const { port, ask } = await start("--requirepass", "geheim%1");
    expect(await complaint({ url: `redis://127.0.0.1:${port}` })).toMatch(
      /: it asks for a password: redis:\/\/:password@/,
    );
    expect(await complaint({ url: `redis://:geheim@127.0.0.1:${port}` })).toMatch(/: it does not take this user name/);
    expect(await complaint({ url: `redis://bob:geheim%251@127.0.0.1:${port}` })).toMatch(
      /does not take this user name/,
    );
    const url = `redis://:geheim%251@127.0.0.1:${port}/3`;
    const controller = new AbortController();
    const worker = redisWorker(url, [echo], { signal: controller.signal });
    const outputs: number[] = [];
    await redis(url).run(echo, {}, [5, 6], { onOutput: (output, index) => (outputs[index] = output) });
    expect(outputs).toEqual([5, 6]);
    expect(await ask((client) => client.dbsize(), url)).toBeGreaterThan(0);
    controller.abort();
    await worker;
  });

  it("whose user may do too little", async () => {
    const server = await start();
    await server.ask((client) => client.call("ACL", "SETUSER", "bob", "on", ">geheim", "~other*", "+@all"));
    expect(await complaint({ url: `redis://bob:geheim@127.0.0.1:${server.port}` })).toMatch(/: this user may not do/);
  });

  it("without the database", async () => {
    const { url } = await start();
    expect(await complaint({ url: `${url}/99` })).toMatch(/: it has no database of that number/);
  });

  it("that speaks no TLS", async () => {
    const { port } = await start();
    expect(await complaint({ url: `rediss://127.0.0.1:${port}` })).toMatch(/: no answer in time.*TLS/);
  });

  it("that speaks TLS", async () => {
    const folder = temporaryFolder();
    const file = (name: string): string => join(folder, name);
    const openssl = (...flags: string[]) => execFileSync("openssl", flags, { cwd: folder, stdio: "ignore" });
    const names = ["-subj", "/CN=redis.test", "-addext", "subjectAltName=DNS:redis.test"];
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-keyout",
      "key.pem",
      "-out",
      "cert.pem",
      ...names,
    );
    const { port } = await start(
      ...["--port", "0", "--tls-cert-file", file("cert.pem"), "--tls-key-file", file("key.pem")],
      ...["--tls-ca-cert-file", file("cert.pem"), "--tls-auth-clients", "yes"],
    );
    const url = `rediss://127.0.0.1:${port}`;
    const ca = readFileSync(file("cert.pem"));
    const own = { cert: ca, key: readFileSync(file("key.pem")) };
    expect(await complaint({ url: `redis://127.0.0.1:${port}` })).toMatch(/its URL begins with rediss:/);
    expect(await complaint({ url })).toMatch(/its certificate is of nobody trusted: .*--tls-ca/);
    expect(await complaint({ url, tls: { ca } })).toMatch(/its certificate is for another name: .*--tls-name/);
    expect(await complaint({ url, tls: { ca, servername: "redis.test" } })).toMatch(
      /asks? for a certificate.* tls\.cert and tls\.key/,
    );
    const controller = new AbortController();
    const options = { url, tls: { ca, servername: "redis.test", ...own } };
    const worker = redisWorker(options, [echo], { signal: controller.signal });
    const outputs: number[] = [];
    await redis(options).run(echo, {}, [5, 6], { onOutput: (output, index) => (outputs[index] = output) });
    expect(outputs).toEqual([5, 6]);
    controller.abort();
    await worker;
  });
});
