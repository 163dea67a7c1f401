import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { environment, phasebook, root, run } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** An environment in which Jupyter, and the doctor, see nothing but what the test has made. */
function alone(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { JUPYTER_PATH, JUPYTER_DATA_DIR, XDG_DATA_HOME, VIRTUAL_ENV, CONDA_PREFIX, ...others } = process.env;
  return { ...others, HOME: home, ...more };
}

function readJson(...path: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

describe("phasebook kernel install", () => {
  test("writes a kernelspec with logos, and the lab extension with Plotly", async () => {
    const prefix = temporaryFolder();
    const { code, stdout, stderr } = await phasebook(["kernel", "install", "--prefix", prefix]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(prefix);

    const kernelspec = join(prefix, "share/jupyter/kernels/phasebook");
    const spec = readJson(kernelspec, "kernel.json");
    expect(spec).toMatchObject({
      display_name: "TypeScript (Phasebook)",
      language: "typescript",
      interrupt_mode: "message",
    });
    const argv = spec.argv as string[];
    expect(argv).toContain("{connection_file}");
    expect(existsSync(argv[0] ?? "")).toBe(true);
    for (const logo of ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"])
      expect(existsSync(join(kernelspec, logo))).toBe(true);

    const extension = join(prefix, "share/jupyter/labextensions/phasebook");
    const manifest = readJson(extension, "package.json");
    expect(manifest.version).toBe(version);
    const { load } = (manifest.jupyterlab as { _build: { load: string } })._build;
    expect(existsSync(join(extension, load))).toBe(true);
    expect(existsSync(join(extension, load, "..", "plotly.js"))).toBe(true);
  });

  test("again brings it up to date and leaves nothing else behind", async () => {
    const prefix = temporaryFolder();
    await phasebook(["kernel", "install", "--prefix", prefix]);
    writeFileSync(join(prefix, "share/jupyter/labextensions/phasebook/stale.js"), "");
    const { code } = await phasebook(["kernel", "install", "--prefix", prefix]);
    expect(code).toBe(0);
    expect(existsSync(join(prefix, "share/jupyter/labextensions/phasebook/stale.js"))).toBe(false);
  });

  test("--user goes to Jupyter's folder of the user, --sys-prefix to the active environment", async () => {
    const home = temporaryFolder();
    const data = join(home, "data");
    await phasebook(["kernel", "install", "--user"], { env: alone(home, { JUPYTER_DATA_DIR: data }) });
    expect(existsSync(join(data, "kernels/phasebook/kernel.json"))).toBe(true);

    const active = join(home, "environment");
    mkdirSync(active);
    await phasebook(["kernel", "install", "--sys-prefix"], { env: alone(home, { VIRTUAL_ENV: active }) });
    expect(existsSync(join(active, "share/jupyter/kernels/phasebook/kernel.json"))).toBe(true);
  });

  test.each([
    [["--name", "two words"], '"two words"', 1],
    [["--name", "../x"], '"../x"', 1],
    [["--name", ".."], '".."', 1],
    [["--prefix", ""], "--prefix", 1],
    [["--display-name", " "], "--display-name", 1],
    [["--user", "--sys-prefix"], "--user and --sys-prefix", 2],
    [["--colour"], "--colour", 2],
  ])("refuses %j in a sentence", async (arguments_, named, expected) => {
    const home = temporaryFolder();
    const { code, stderr } = await phasebook(["kernel", "install", ...arguments_], { env: alone(home) });
    expect(code).toBe(expected);
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("does not overwrite another's kernel, nor remove it", async () => {
    const prefix = temporaryFolder();
    const folder = join(prefix, "share/jupyter/kernels/theirs");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kernel.json"), '{"argv": ["x"], "display_name": "Theirs", "language": "x"}');
    for (const deed of ["install", "uninstall"]) {
      const { code, stderr } = await phasebook(["kernel", deed, "--prefix", prefix, "--name", "theirs"]);
      expect(code).toBe(1);
      expect(stderr).toContain("something else");
    }
    expect(readJson(folder, "kernel.json").display_name).toBe("Theirs");
  });

  test.each(["", "share", "share/jupyter/kernels", "share/jupyter/kernels/phasebook"])(
    "says which path is a file where a folder has to be: prefix/%s",
    async (path) => {
      const prefix = join(temporaryFolder(), "prefix");
      const file = join(prefix, path);
      mkdirSync(join(file, ".."), { recursive: true });
      writeFileSync(file, "");
      const { code, stderr } = await phasebook(["kernel", "install", "--prefix", prefix]);
      expect(code).toBe(1);
      expect(stderr).toBe(`phasebook: ${file.replace(/\/$/, "")} is a file where a folder is to be: move it away\n`);
    },
  );

  test.skipIf(process.platform !== "linux")("says which folder refuses, also to root", async () => {
    const { code, stderr } = await phasebook(["kernel", "install", "--prefix", "/proc/nowhere"]);
    expect(code).toBe(1);
    expect(stderr).toContain("/proc/nowhere may not be written to: try --user");
  });

  test("is called as --display-name says, and is written over a kernel.json that is cut short", async () => {
    const prefix = temporaryFolder();
    const kernelspec = join(prefix, "share/jupyter/kernels/phasebook");
    mkdirSync(kernelspec, { recursive: true });
    writeFileSync(join(kernelspec, "kernel.json"), '{"argv": [');
    const name = 'Our "TypeScript" ü 漢';
    const { code } = await phasebook(["kernel", "install", "--prefix", prefix, "--display-name", name]);
    expect(code).toBe(0);
    expect(readJson(kernelspec, "kernel.json").display_name).toBe(name);
  });

  test.skipIf(process.platform === "win32")(
    "names Node by a link that outlives its version, and by no other",
    async () => {
      const folder = realpathSync(temporaryFolder());
      const [renewed, terminal] = [join(folder, "bin"), join(folder, "terminal")];
      mkdirSync(renewed);
      symlinkSync(process.execPath, join(renewed, "node"));
      symlinkSync(renewed, terminal);
      const nodeOf = async (path: string): Promise<unknown> => {
        const env = alone(folder, { PATH: `${path}:${process.env.PATH}` });
        await phasebook(["kernel", "install", "--prefix", folder], { env });
        return (readJson(folder, "share/jupyter/kernels/phasebook", "kernel.json").argv as string[])[0];
      };
      expect(await nodeOf(renewed)).toBe(join(renewed, "node"));
      expect(await nodeOf(terminal)).toBe(process.execPath);
    },
  );
});

describe("phasebook kernel uninstall", () => {
  test("keeps the lab extension for as long as a kernel of ours needs it", async () => {
    const prefix = temporaryFolder();
    const extension = join(prefix, "share/jupyter/labextensions/phasebook");
    await phasebook(["kernel", "install", "--prefix", prefix]);
    await phasebook(["kernel", "install", "--prefix", prefix, "--name", "second"]);

    await phasebook(["kernel", "uninstall", "--prefix", prefix]);
    expect(existsSync(join(prefix, "share/jupyter/kernels/phasebook"))).toBe(false);
    expect(existsSync(extension)).toBe(true);

    const { stdout } = await phasebook(["kernel", "uninstall", "--prefix", prefix, "--name", "second", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      kernelspec: join(prefix, "share/jupyter/kernels/second"),
      labExtension: extension,
    });
    expect(existsSync(extension)).toBe(false);
  });

  test("of what is not there says so, and is no failure", async () => {
    const { code, stdout } = await phasebook(["kernel", "uninstall", "--prefix", temporaryFolder()]);
    expect(code).toBe(0);
    expect(stdout).toContain('no kernel "phasebook"');
  });
});

describe("phasebook kernel doctor", () => {
  interface Examination {
    findings: { state: string; what: string; mend?: string }[];
    kernelspecs: { name: string }[];
  }

  async function doctor(prefix: string): Promise<{ code: number; broken: Examination["findings"]; found: string[] }> {
    const arguments_ = ["kernel", "doctor", "--prefix", prefix, "--json"];
    // No jupyter on this PATH, so that the machine's own kernels stay out of it.
    const { code, stdout } = await phasebook(arguments_, { env: alone(prefix, { PATH: prefix }) });
    const { findings, kernelspecs } = JSON.parse(stdout) as Examination;
    return {
      code,
      broken: findings.filter(({ state }) => state === "broken"),
      found: kernelspecs.map(({ name }) => name),
    };
  }

  test("finds nothing wrong after an installation", async () => {
    const prefix = temporaryFolder();
    await phasebook(["kernel", "install", "--prefix", prefix, "--name", "other"]);
    expect(await doctor(prefix)).toEqual({ code: 0, broken: [], found: ["other"] });
  });

  test("says what to do where nothing is installed", async () => {
    const prefix = temporaryFolder();
    const { code, broken } = await doctor(prefix);
    expect(code).toBe(1);
    expect(broken).toEqual([expect.objectContaining({ mend: `phasebook kernel install --prefix "${prefix}"` })]);
    const env = alone(prefix, { PATH: prefix });
    const anywhere = await phasebook(["kernel", "doctor"], { env });
    expect(anywhere).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("mend it: phasebook kernel install --user"),
    });
  });

  test("names a main file that is gone, a missing extension, an old version, and what mends them", async () => {
    const prefix = temporaryFolder();
    await phasebook(["kernel", "install", "--prefix", prefix]);
    const kernelJson = join(prefix, "share/jupyter/kernels/phasebook/kernel.json");
    const extension = join(prefix, "share/jupyter/labextensions/phasebook");
    const text = readFileSync(kernelJson, "utf8");

    writeFileSync(kernelJson, text.replace("main.js", "gone/main.js"));
    rmSync(extension, { recursive: true });
    const { code, broken } = await doctor(prefix);
    expect(code).toBe(1);
    expect(broken.map(({ what }) => what)).toEqual([
      expect.stringContaining("gone/main.js"),
      expect.stringContaining("lab extension is missing"),
    ]);
    expect(broken[0]?.mend).toBe(`phasebook kernel install --prefix "${prefix}" --name phasebook`);

    await phasebook(["kernel", "install", "--prefix", prefix]);
    writeFileSync(kernelJson, text.replace(`"version": "${version}"`, '"version": "0.0.1"'));
    const manifest = readFileSync(join(extension, "package.json"), "utf8");
    // As long as the true one, as another version's would be.
    writeFileSync(join(extension, "package.json"), manifest.replace(version, "0.0.2"));
    const old = await doctor(prefix);
    expect(old.broken.map(({ what }) => what)).toEqual([
      expect.stringContaining("0.0.1"),
      expect.stringContaining("0.0.2"),
    ]);
  });
});

describe("phasebook kernel doctor, of an installation that was", () => {
  interface Kernelspec {
    argv: string[];
    interrupt_mode: string;
  }
  const spoil = (change: (spec: Kernelspec) => void) => (prefix: string) => {
    const file = join(prefix, "share/jupyter/kernels/phasebook/kernel.json");
    const spec = JSON.parse(readFileSync(file, "utf8")) as Kernelspec;
    change(spec);
    writeFileSync(file, JSON.stringify(spec));
  };
  const put = (place: RegExp, ...instead: string[]) =>
    spoil(({ argv }) =>
      argv.splice(
        argv.findIndex((part) => place.test(part)),
        1,
        ...instead,
      ),
    );
  const extension = (prefix: string, ...path: string[]) =>
    join(prefix, "share/jupyter/labextensions/phasebook", ...path);
  const program = (prefix: string, script: string): string => {
    writeFileSync(join(prefix, "program"), script);
    chmodSync(join(prefix, "program"), 0o755);
    return join(prefix, "program");
  };

  test.each<[string, (prefix: string) => void, string]>([
    ["moved", put(/main\.js$/, "/moved/main.js"), "names a main file that is gone: /moved"],
    ["left by its Node", put(/node$/, "/gone/node"), "names a Node that is gone: /gone"],
    [
      "given another program for Node",
      (prefix) => put(/node$/, program(prefix, "#!/bin/sh\nexit 1\n"))(prefix),
      "names a Node that does not run",
    ],
    [
      "given an old Node",
      (prefix) => put(/node$/, program(prefix, "#!/bin/sh\necho v18.20.1\n"))(prefix),
      "names a Node that is too old",
    ],
    ["robbed of a flag", put(/^--no-force-async/), "lacks --no-force-async-hooks-checks"],
    ["robbed of its file", put(/^\{connection_file\}$/), "lacks {connection_file}"],
    [
      "set to signals",
      spoil((spec) => {
        spec.interrupt_mode = "signal";
      }),
      "has the interrupt_mode signal",
    ],
    [
      "cut short",
      (prefix) => writeFileSync(join(prefix, "share/jupyter/kernels/phasebook/kernel.json"), "{"),
      "has a kernel.json that is no JSON",
    ],
    [
      "taken away",
      (prefix) => rmSync(join(prefix, "share/jupyter"), { recursive: true }),
      "no kernel of Phasebook is in",
    ],
    [
      "robbed of the extension",
      (prefix) => rmSync(extension(prefix), { recursive: true }),
      "the lab extension is missing",
    ],
    [
      "spoilt in the extension's manifest",
      (prefix) => writeFileSync(extension(prefix, "package.json"), "{"),
      "unknown",
    ],
    [
      "robbed of Plotly",
      (prefix) => {
        for (const folder of readdirSync(extension(prefix, "static")))
          writeFileSync(extension(prefix, "static", folder, "plotly.js"), "");
      },
      "plotly.js, or has another one",
    ],
  ])("%s", async (_, spoilIt, named) => {
    const prefix = temporaryFolder();
    const env = alone(prefix, { PATH: `${prefix}:/usr/bin:/bin` });
    await phasebook(["kernel", "install", "--prefix", prefix], { env });
    spoilIt(prefix);
    const { code, stdout } = await phasebook(["kernel", "doctor", "--prefix", prefix], { env });
    expect(code).toBe(1);
    const broken = stdout.split("\n").filter((line) => line.startsWith("BROKEN"));
    expect(broken).toEqual([expect.stringContaining(named)]);
    // What it says to do mends it.
    const [, mend] = /mend it: phasebook (.*)$/m.exec(stdout.slice(stdout.indexOf("BROKEN")))!;
    const words = mend!.replaceAll('"', "").replace(prefix, "PREFIX").split(" ");
    await phasebook(
      words.map((word) => word.replace("PREFIX", prefix)),
      { env },
    );
    expect((await phasebook(["kernel", "doctor", "--prefix", prefix], { env })).code).toBe(0);
  });

  test("notes what the environment of Jupyter lacks", async () => {
    const prefix = temporaryFolder();
    const versions = "Selected Jupyter core packages...\nipywidgets       : not installed\njupyterlab       : 3.6.1\n";
    program(prefix, `#!/bin/sh\n[ "$1" = --version ] && printf '${versions.replaceAll("\n", "\\n")}'\n`);
    symlinkSync(join(prefix, "program"), join(prefix, "jupyter"));
    const env = alone(prefix, { PATH: `${prefix}:/usr/bin:/bin` });
    const { stdout } = await phasebook(["kernel", "doctor"], { env });
    expect(stdout).toContain("note   jupyterlab is 3.6.1 beside the jupyter on PATH");
    expect(stdout).toContain("note   ipywidgets is not installed beside the jupyter on PATH: sliders");
  });
});

describe.skipIf(!environment)("Jupyter itself", () => {
  test("lists what was installed, kernel and lab extension", async () => {
    const prefix = temporaryFolder();
    await phasebook(["kernel", "install", "--prefix", prefix, "--name", "listed"]);
    const env = alone(prefix, { JUPYTER_PATH: join(prefix, "share/jupyter") });

    const python = join(environment ?? "", "python");
    const kernels = await run(python, ["-m", "jupyter", "kernelspec", "list", "--json"], { env });
    const { kernelspecs } = JSON.parse(kernels.stdout) as {
      kernelspecs: Record<string, { resource_dir: string; spec: { display_name: string } }>;
    };
    expect(kernelspecs.listed?.resource_dir).toBe(join(prefix, "share/jupyter/kernels/listed"));
    expect(kernelspecs.listed?.spec.display_name).toBe("TypeScript (Phasebook, listed)");

    const extensions = await run(python, ["-m", "jupyter", "labextension", "list"], { env });
    // The list goes to stderr, coloured.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    const plain = (extensions.stdout + extensions.stderr).replace(/\u001b\[[\d;]*m/g, "");
    expect(plain).toMatch(new RegExp(`phasebook v${version.replaceAll(".", "\\.")} enabled OK`));
  });
});
