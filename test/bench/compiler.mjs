import { mkdir, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { lastLines, run } from "../../kernel/setup/run.mjs";
import { cache } from "./cache.mjs";
import { MissingPeer } from "./peer.mjs";

export const compilerFlags = ["-std=c++17", "-O3"];

/**
 * Compiles a C++ file by the compiler that CXX names, else g++ or clang++, unless the program is newer than every source beside it.
 *
 * @param {string} source
 * @returns {Promise<string>} the program
 */
export async function compiled(source) {
  const program = join(cache, basename(source, ".cpp"));
  if (await isNewer(program, source)) return program;
  await mkdir(cache, { recursive: true });
  const compilers = process.env.CXX ? [process.env.CXX] : ["g++", "clang++"];
  for (const compiler of compilers) {
    const { code, output } = await run(compiler, [...compilerFlags, "-o", program, source]);
    if (code === 0) return program;
    if (code !== null) throw new MissingPeer(`${compiler} could not compile it: ${lastLines(output, 1)}`);
  }
  throw new MissingPeer(
    `no C++ compiler was found (${compilers.join(", ")}). Install one (Debian and Ubuntu: apt-get install g++; macOS: xcode-select --install), or name one by CXX`,
  );
}

async function isNewer(/** @type {string} */ program, /** @type {string} */ source) {
  const made = await stat(program).catch(() => undefined);
  if (!made) return false;
  const folder = dirname(source);
  const sources = (await readdir(folder)).filter((name) => /\.[ch]pp$/.test(name));
  const changed = await Promise.all(sources.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return changed.every((time) => time < made.mtimeMs);
}
