// What the command says of itself, and to those who mistype it.
import { expect, test } from "vitest";
import { phasebook } from "../setup/parts.js";

interface Told {
  readonly command: string;
  /** Of its arguments, options and commands: the term and what is said of it. */
  readonly terms: readonly { readonly term: string; readonly description: string }[];
  readonly below: readonly Told[];
}

/** What `--help` says of a command and of those below it. */
async function told(command: readonly string[] = []): Promise<Told> {
  const { code, stdout, stderr } = await phasebook([...command, "--help"], { env: { ...process.env, COLUMNS: "400" } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [, commands = ""] = stdout.split(/^Commands:$/m);
  const names = [...commands.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name!).filter((name) => name !== "help");
  const terms = [...stdout.matchAll(/^ {2}(\S.*?)(?: {2,}(.*))?$/gm)]
    .map(([, term, description]) => ({ term: term!, description: description ?? "" }))
    // Examples below the help are none.
    .filter(({ term }) => !/^(sudo |phasebook )/.test(term));
  const below: Told[] = [];
  for (const name of names) below.push(await told([...command, name]));
  return { command: command.join(" "), terms, below };
}

function everyOne(top: Told): Told[] {
  return [top, ...top.below.flatMap(everyOne)];
}

test("every command, flag and argument is described, and a machine can read every answer", async () => {
  const all = everyOne(await told());
  expect(all.map(({ command }) => command)).toEqual(
    expect.arrayContaining(["simulate article", "compare scheduler", "notebook run", "kernel doctor", "worker"]),
  );
  const silent = all.flatMap(({ command, terms }) =>
    terms.filter(({ description }) => description === "").map(({ term }) => `${command}: ${term}`),
  );
  expect(silent).toEqual([]);
  const leaves = all.filter(({ below }) => below.length === 0);
  expect(
    leaves.filter(({ terms }) => !terms.some(({ term }) => term === "--json")).map(({ command }) => command),
  ).toEqual([]);
}, 120_000);

test("help is of a command at any depth", async () => {
  for (const command of [[], ["sweep"], ["kernel", "install"], ["simulate", "article"]])
    expect((await phasebook(["help", ...command])).stdout).toBe((await phasebook([...command, "--help"])).stdout);
});

test.each([
  [["simulat"], "unknown command 'simulat'"],
  [["kernel", "instal"], "unknown command 'instal'"],
  [["help", "kernel", "instal"], "unknown command 'kernel instal'"],
  [["simulate", "article", "--process", "5"], "unknown option '--process'"],
  [["read"], "missing required argument 'file'"],
  [["worker", "now"], "too many arguments for 'worker'"],
])("%j is refused in a sentence, with exit code 2", async (words, sentence) => {
  const { code, stdout, stderr } = await phasebook(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^phasebook: /);
  expect(stderr).toContain(sentence);
  expect(stderr).toContain("phasebook help COMMAND says what it takes");
});
