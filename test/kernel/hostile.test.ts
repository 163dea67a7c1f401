import { afterEach, beforeEach, expect, test } from "vitest";
import { Client } from "./client.js";

// Cells that replace what the language is made of. The kernel lives in the same world.

let client: Client;

beforeEach(async () => {
  client = await Client.start();
});

afterEach(async () => {
  await client.close();
});

test.each([
  "(globalThis as any).Promise = null",
  "(globalThis as any).JSON = null",
  "(globalThis as any).Symbol = (globalThis as any).Reflect = (globalThis as any).Atomics = null",
  "(globalThis as any).Map = (globalThis as any).Set = (globalThis as any).Error = undefined",
  "JSON.stringify = (() => 'nope') as any; JSON.parse = (() => 'nope') as any",
  "Array.prototype.map = (() => { throw new Error('mine') }) as any",
  "Array.prototype.push = Array.prototype.shift = (() => { throw new Error('mine') }) as any",
  "delete (Array.prototype as any)[Symbol.iterator]",
  "Promise.race = Promise.resolve = Promise.all = (() => { throw new Error('mine') }) as any",
  "(globalThis as any).setTimeout = (globalThis as any).setImmediate = () => { throw new Error('mine') }",
  "(Object.prototype as any).then = 5; (Object.prototype as any).get = 5",
  "for (const name of Object.getOwnPropertyNames(globalThis)) try { delete (globalThis as any)[name] } catch {}",
  "process.removeAllListeners(); setTimeout(() => { throw new Error('mine') })",
  "process.stdout.end(); process.stderr.destroy(); fs.closeSync(1)",
])("the kernel goes on after %s", async (code) => {
  await client.execute(`${code}; 0`);
  // The first cell after it may be told what has been put back.
  await client.execute("0");
  const { result, stdout } = await client.execute("console.log('printed'); [1, 2]");
  expect([result, stdout]).toEqual(["[ 1, 2 ]", "printed\n"]);
});

test("what a cell replaces stays replaced as long as the kernel can live with it", async () => {
  await client.execute("JSON.stringify = (() => 'mine') as any; Array.prototype.at = (() => 'mine') as any");
  expect((await client.execute("JSON.stringify({}) + [1].at(0)")).result).toBe("'minemine'");
});
