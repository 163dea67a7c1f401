// Chromium, redis-server and clang on machines that lack them: installed where that is ours to do, else skipped by name, and missing where
// PHASEBOOK_REQUIRE_ALL asks for them. A PATH of its own stands for the machine, a script in the place of apt-get for what it would fetch.
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, root, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const onDebian = existsSync("/etc/os-release") && /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));

const parts = [
  { file: "chromium.mjs", find: "findChromium", program: "chromium", skipped: "The browser tests are skipped" },
  {
    file: "redisServer.mjs",
    find: "ensureRedisServer",
    program: "redis-server",
    skipped: "The tests of the distributed runner are skipped",
  },
] as const;

/** A machine on which apt-get does what `apt` says, in shell, and notes that it was called; `others` are scripts by their names. */
function machine(
  apt: string,
  others: Readonly<Record<string, string>> = {},
): (code: string, user: number, variables?: NodeJS.ProcessEnv) => Promise<Ended & { asked: string }> {
  const folder = temporaryFolder();
  const programs = join(folder, "programs");
  const noted = join(folder, "asked");
  mkdirSync(programs);
  writeFileSync(noted, "");
  for (const [name, script] of Object.entries({ "apt-get": `echo "$@" >> "$NOTED"\n${apt}`, ...others })) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  symlinkSync(process.execPath, join(programs, "node"));
  for (const tool of ["chmod", "cat"])
    symlinkSync(["/bin", "/usr/bin"].map((place) => join(place, tool)).find(existsSync)!, join(programs, tool));
  return async (code, user, variables = {}) => {
    const { PHASEBOOK_CHROMIUM, PHASEBOOK_REQUIRE_ALL, ...env } = process.env;
    const script = `process.getuid = () => ${user};\n${code}`;
    const ended = await run(process.execPath, ["--input-type=module", "--eval", script], {
      cwd: root,
      env: { ...env, PATH: programs, NOTED: noted, PROGRAMS: programs, ...variables },
    });
    return { ...ended, asked: readFileSync(noted, "utf8") };
  };
}

/** What a package brings: a program that runs. */
const brings = (program: string) =>
  `[ "$1" = install ] && printf '#!/bin/sh\\nexit 0\\n' > "$PROGRAMS/${program}" && chmod 755 "$PROGRAMS/${program}"`;

describe.each(parts)("$program", ({ file, find, program, skipped }) => {
  const code = `import { ${find} } from "./kernel/setup/${file}"; console.log("found", await ${find}());`;

  test("is not installed for a user who is not root: its tests are skipped by name", async () => {
    const { code: exit, stdout, asked } = await machine(brings(program))(code, 1000);
    expect({ exit, asked }).toEqual({ exit: 0, asked: "" });
    expect(stdout).toContain(`apt-get install ${program}`);
    expect(stdout).toContain(skipped);
  });

  test("is required by PHASEBOOK_REQUIRE_ALL", async () => {
    const ended = await machine(brings(program))(code, 1000, { PHASEBOOK_REQUIRE_ALL: "1" });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("PHASEBOOK_REQUIRE_ALL asks for it");
  });

  test.skipIf(!onDebian)("is installed on Debian for root, and not again", async () => {
    const start = machine(brings(program));
    const { code: exit, stdout, asked } = await start(code, 0);
    expect(exit).toBe(0);
    expect(asked).toBe(`install -y --no-install-recommends ${program}\n`);
    expect(stdout).not.toContain("skipped");
    expect((await start(code, 0)).asked).toBe(asked);
  });

  test.skipIf(!onDebian)("is skipped where apt-get cannot have it, after the lists were fetched", async () => {
    const { code: exit, stdout, asked } = await machine("exit 100")(code, 0);
    expect(exit).toBe(0);
    expect(asked.split("\n")[1]).toBe("update");
    expect(stdout).toContain(skipped);
  });
});

describe("what measures this machine's kernel", () => {
  const code = 'import { ensureCalibration } from "./kernel/setup/calibration.mjs"; await ensureCalibration();';

  // What the script's own check says on such a machine.
  test.skipIf(process.platform !== "linux").each([
    ["is skipped by name, whatever is asked for, where the kernel does not allow it", 77, "no BPF here", "1", 0],
    ["is skipped by name where clang is missing and is not ours to install", 1, "clang is missing", "", 0],
    ["is required by PHASEBOOK_REQUIRE_ALL where clang is missing", 1, "clang is missing", "1", 1],
  ])("%s", async (_, exit, says, all, expected) => {
    const start = machine("exit 100", { bash: `echo 'phasebook: ${says}'\nexit ${exit}` });
    const ended = await start(code, 1000, { PHASEBOOK_REQUIRE_ALL: all });
    expect({ code: ended.code, asked: ended.asked }).toEqual({ code: expected, asked: "" });
    if (expected === 0) expect(ended.stdout).toMatch(new RegExp(`^phasebook: ${says}.* is skipped$`, "m"));
    else expect(ended.stderr).toContain(`${says}. PHASEBOOK_REQUIRE_ALL asks for it`);
  });
});
