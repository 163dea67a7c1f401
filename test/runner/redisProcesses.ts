import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Redis } from "ioredis";
import { freePorts } from "../../kernel/notebook/freePorts.js";
import { redisServer, root } from "../setup/parts.js";

/** A redis-server of a test's own, which stores nothing unless its settings say so. */
export class RedisProcess {
  #process!: ChildProcess;

  private constructor(
    readonly port: number,
    readonly folder: string,
    readonly settings: readonly string[],
  ) {}

  /** @param settings as on the command line: `--requirepass`, `secret` */
  static async start(...settings: string[]): Promise<RedisProcess> {
    const [port] = await freePorts(1);
    const server = new RedisProcess(port!, mkdtempSync(join(tmpdir(), "phasebook-redis-")), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Again on the same port, with what it stored. */
  async start(): Promise<void> {
    const isTls = this.settings.includes("--tls-cert-file");
    const always = [
      isTls ? "--tls-port" : "--port",
      String(this.port),
      "--bind",
      "127.0.0.1",
      "--dir",
      this.folder,
      "--save",
      "",
    ];
    this.#process = spawn(redisServer!, [...always, ...this.settings], { stdio: "ignore" });
    await until(() => listens(this.port), `redis-server on port ${this.port}`);
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Asks it something over a connection of its own. */
  async ask<Answer>(question: (client: Redis) => Promise<Answer>, url = this.url): Promise<Answer> {
    const client = new Redis(url);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
}

/** A worker in a process of its own, which does the jobs of test/laws and test/runner. */
export class WorkerProcess {
  readonly lines: string[] = [];

  private constructor(readonly process: ChildProcess) {
    createInterface({ input: process.stdout! }).on("line", (line) => this.lines.push(line));
    process.stderr!.on("data", (data) => this.lines.push(`stderr: ${data}`));
  }

  static async start(
    url: string,
    { concurrency = 1, ...options }: { concurrency?: number; queue?: string } = {},
  ): Promise<WorkerProcess> {
    const href = (...path: string[]): string => JSON.stringify(pathToFileURL(join(root, ...path)).href);
    const script = `
      import { redisWorker } from ${href("dist/src/runner/redisWorker.js")};
      import * as laws from ${href("test/laws/jobs.mjs")};
      import * as own from ${href("test/runner/redisJobs.mjs")};
      const stop = new AbortController();
      process.on("SIGTERM", () => stop.abort());
      const options = { url: process.env.URL, onNotice: (notice) => console.log("notice: " + notice), ...${JSON.stringify(options)} };
      await redisWorker(options, [...Object.values(laws), ...Object.values(own)], {
        concurrency: ${concurrency},
        signal: stop.signal,
        onReady: () => console.log("ready"),
        onBatch: ({ pieces }) => console.log("batch " + pieces),
      });
      console.log("left");`;
    const env = { ...process.env, URL: url };
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env });
    const worker = new WorkerProcess(child);
    await until(() => worker.lines.includes("ready") || child.exitCode !== null, "a worker");
    if (child.exitCode !== null) throw new Error(`the worker has ended: ${worker.lines.join("\n")}`);
    return worker;
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill(signal);
    if (signal !== "SIGKILL") this.process.kill("SIGCONT");
    await ended;
  }
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  milliseconds = 30_000,
): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited for ${what} for ${milliseconds / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}
