// Compiles src/ and kernel/ to dist/, the lab extension to dist/labextension/, copies the C programs of the calibration, and
// makes an entry of its own for every room, so that `import { normal } from "phasebook/distribution"` works in Node and in types.
//
// Everything is built in a folder beside dist/ and swapped in at the end: a failed build leaves the old one in its
// place, and nothing of a deleted source file lingers. When no input has changed since the last build, nothing is done.
//
// `--despite-errors` swaps in what the compiler wrote although it found type errors, for the middle of a change.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const dist = join(root, "dist");
// At the depth of dist/, so that the relative paths in source maps stay right when it is renamed.
const building = join(root, `.dist-${process.pid}`);
/** Sources that are not compiled but shipped as they are. */
const shipped = "src/calibration/programs";
const despiteErrors = process.argv.includes("--despite-errors");

/** The compiler has already said on the terminal what is wrong. */
class CompileError extends Error {}

const started = performance.now();
const stamp = await hashOfInputs();
if ((await stampOf(dist)) === stamp) {
  report("dist/ is up to date");
} else {
  try {
    await mkdir(building);
    await Promise.all([compile("."), compile("kernel/labextension")]);
    await Promise.all([
      writeRooms(),
      finishLabExtension(),
      cp(join(root, shipped), join(building, shipped), { recursive: true }),
    ]);
    await chmod(join(building, "src/command/main.js"), 0o755).catch(ignoreMissing);
    await writeFile(join(building, ".stamp"), stamp);
    await swap();
    report("built dist/");
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** @param {string} done */
function report(done) {
  console.log(`phasebook: ${done} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** What the build depends on: sources, settings, the versions of compiler and libraries, and this file. */
async function hashOfInputs() {
  const files = [
    "kernel/setup/build.mjs",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "kernel/labextension/tsconfig.json",
    ...(await sourcesIn("src")),
    ...(await sourcesIn("kernel")),
    ...(await readdir(join(root, shipped))).sort().map((name) => `${shipped}/${name}`),
  ];
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash("sha256");
  for (const [index, file] of files.entries())
    hash.update(`${file}\0${contents[index].length}\0`).update(contents[index]);
  return hash.digest("hex");
}

/** @param {string} folder */
async function sourcesIn(folder) {
  const names = await readdir(join(root, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();
}

/** @param {string} folder */
async function stampOf(folder) {
  return readFile(join(folder, ".stamp"), "utf8").catch(ignoreMissing);
}

/**
 * Runs the compiler on the project in a folder. The compiler is named by its path: tslab's TypeScript offers a `tsc` too,
 * and which of the two ends up in node_modules/.bin is left to chance.
 *
 * @param {string} project
 */
async function compile(project) {
  const out = project === "." ? building : join(building, "labextension", "static");
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const child = spawn(process.execPath, [compiler, "-p", project, "--outDir", out], { cwd: root, stdio: "inherit" });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0 && !despiteErrors)
    throw new CompileError(`phasebook: ${project} has type errors; dist/ stays as it was`);
}

/** The lines of the barrel that come from a room, as that room's own entry. */
async function writeRooms() {
  const barrels = { ".js": await barrel("index.js"), ".d.ts": await barrel("index.d.ts") };
  const rooms = new Set(Object.values(barrels).flatMap((lines) => [...lines.keys()]));
  await mkdir(join(building, "rooms"));
  // A room of nothing but types still needs a module to resolve to.
  for (const room of rooms)
    for (const [extension, lines] of Object.entries(barrels))
      await writeFile(join(building, "rooms", room + extension), `${(lines.get(room) ?? ["export {};"]).join("\n")}\n`);
}

/** @param {string} name */
async function barrel(name) {
  const text = (await readFile(join(building, "src", name), "utf8").catch(ignoreMissing)) ?? "";
  /** @type {Map<string, string[]>} */
  const lines = new Map();
  for (const [, names, room, file] of text.matchAll(/^(export\s[^;"]*from\s*)"\.\/([^/"]+)\/([^"]+)";/gm))
    lines.set(room, [...(lines.get(room) ?? []), `${names}"../src/${room}/${file}";`]);
  return lines;
}

/**
 * Gives the lab extension its package.json. Its files go into a folder named after their contents: JupyterLab lets
 * browsers cache them, and a new version must not meet the old one's modules.
 */
async function finishLabExtension() {
  const compiled = join(building, "labextension", "static");
  const hash = createHash("sha256");
  for (const name of (await readdir(compiled)).sort()) hash.update(name).update(await readFile(join(compiled, name)));
  const folder = hash.digest("hex").slice(0, 16);

  const moved = join(building, "labextension", folder);
  await rename(compiled, moved);
  await mkdir(compiled);
  await rename(moved, join(compiled, folder));

  const { name, version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const manifest = {
    name,
    version,
    license,
    description: "Draws the Plotly figures of Phasebook's notebooks, and changes them as the kernel says",
    jupyterlab: {
      extension: true,
      mimeExtension: true,
      _build: {
        load: `static/${folder}/remoteEntry.js`,
        extension: "./figureWidget",
        mimeExtension: "./mimeExtension",
      },
    },
  };
  await writeFile(join(building, "labextension", "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Puts the new folder in the place of the old. Another build may do the same at the same time: the last one stays. */
async function swap() {
  const old = `${building}-old`;
  for (let attempt = 0; ; attempt++) {
    await rename(dist, old).catch(ignoreMissing);
    try {
      await rename(building, dist);
      break;
    } catch (error) {
      if (attempt === 10) throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** @param {NodeJS.ErrnoException} error */
function ignoreMissing(error) {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
