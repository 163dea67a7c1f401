// What is written beside the code, held to the code: links, the maps of rooms and notebooks, and the lines to be typed.
import { readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { phasebook, root } from "../setup/parts.js";
import { exists, filesIn, read, slashes } from "./files.js";
import { rooms } from "./rooms.js";

const folders = ["src", "kernel", "notebooks", "test"];
const documents = ["README.md", ...folders.flatMap((folder) => filesIn(folder, /\.md$/))];

describe("documents", () => {
  test("link to files and headings that are there", () => {
    const broken = documents.flatMap((document) =>
      linksOf(read(document))
        .filter((link) => !leadsSomewhere(document, link))
        .map((link) => `${document}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test("src/README.md has every room, in the order of imports", () => {
    expect(firstCells("src/README.md").filter((name) => exists(`src/${name}`))).toEqual(rooms);
  });

  test("kernel/README.md has every room", () => {
    const found = foldersOf("kernel");
    expect(firstCells("kernel/README.md").filter((name) => found.includes(name))).toHaveLength(found.length);
  });

  test("README.md has every notebook, and leads to every room's own", () => {
    const links = linksOf(read("README.md"));
    const named = (pattern: RegExp) => links.filter((link) => pattern.test(link)).sort();
    expect(named(/^notebooks\/[^/]*\.ipynb$/)).toEqual(filesIn("notebooks", /^[^/]*\.ipynb$/));
    const own = documents.filter((document) => /^(src\/)?[^/]+\/README\.md$/.test(document));
    const reached = [...links, ...linksOf(read("src/README.md")).map((link) => `src/${link}`)];
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((document) => !reached.includes(document))).toEqual([]);
  });

  test("test/bench/README.md has every benchmark", () => {
    const told = [...read("test/bench/README.md").matchAll(/^npm run bench -- (\w+) /gm)].map(([, name]) => name);
    const listed = [...read("test/bench/run.mjs").matchAll(/^ {2}(\w+): "/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual(listed.sort());
  });

  test("name commands and flags that there are", async () => {
    const lines = documents.flatMap((document) => commandsOf(read(document)).map((line) => ({ document, line })));
    expect(lines.length).toBeGreaterThan(30);
    const wrong: string[] = [];
    for (const { document, line } of lines) {
      const unknown = await unknownIn(line);
      if (unknown.length > 0) wrong.push(`${document}: ${line}: ${unknown.join(", ")}`);
    }
    expect(wrong).toEqual([]);
  });
});

test("no file names a folder of the machine it was written on", () => {
  const file = /\.([cm]?[jt]s|json|md|py|R|c|h|sh|ipynb|txt|csv|toml)$/;
  const ofAMachine = /(?<![\w.~/:-])\/(?:home|root|Users|work|mnt)\/[\w.-]+/;
  const wrong = folders
    .flatMap((folder) => filesIn(folder, file))
    .filter((path) => !/node_modules|\.ipynb_checkpoints/.test(path))
    .filter((path) => ofAMachine.test(read(path)))
    .map((path) => `${path}: ${ofAMachine.exec(read(path))![0]}`);
  expect(wrong).toEqual([]);
});

/** What stands behind links, those into the web left out. */
function linksOf(text: string): string[] {
  const prose = text.replace(/```.*?```/gs, "").replace(/`[^`\n]*`/g, "``");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^https?:/.test(link));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path, heading] = link.split("#");
  const file = path ? slashes(normalize(join(dirname(document), path))) : document;
  if (!exists(file)) return false;
  return heading === undefined || headingsOf(read(file)).includes(heading);
}

/** The names that headings are linked by, as GitHub makes them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The first column of the tables, without links and typewriter. */
function firstCells(document: string): string[] {
  return [...read(document).matchAll(/^\| *(?:\[([^\]]+)\]\([^)]*\)|([^|]*?)) *\|/gm)]
    .flatMap(([, linked, plain]) => (linked ?? plain ?? "").split(", "))
    .map((name) => name.replaceAll("`", ""));
}

function foldersOf(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Lines of the `phasebook` command, in blocks and within sentences. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block]) => block!.split("\n"));
  const spans = [...text.replace(/```.*?```/gs, "").matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
  return [...blocks, ...spans]
    .map((line) => /(?:^|\s)phasebook ([a-z].*?)(?:\s+#.*)?$/.exec(line)?.[1])
    .filter((line) => line !== undefined);
}

const helps = new Map<string, Promise<string>>();

/** What of a line its command's help does not tell of. */
async function unknownIn(line: string): Promise<string[]> {
  const words = line.split(/\s+/);
  const flags = words.map((word) => /^-{1,2}[a-z][\w-]*/.exec(word)?.[0]).filter((flag) => flag !== undefined);
  const firstOther = words.findIndex((word) => !/^[a-z]+$/.test(word));
  const command = words.slice(0, firstOther < 0 ? words.length : firstOther);
  let help = await helpOf(command);
  // The last word may be its argument.
  if (help === undefined && command.length > 1) help = await helpOf(command.slice(0, -1));
  return help === undefined
    ? [command.join(" ")]
    : flags.filter((flag) => !new RegExp(`^ .*${flag}\\b`, "m").test(help));
}

async function helpOf(command: readonly string[]): Promise<string | undefined> {
  const key = command.join(" ");
  if (!helps.has(key))
    helps.set(
      key,
      phasebook([...command, "--help"]).then(({ stdout }) => stdout),
    );
  const help = await helps.get(key)!;
  // Below a word that it does not know the help is that of the command above.
  return help.startsWith(`Usage: phasebook ${key} `) ? help : undefined;
}
