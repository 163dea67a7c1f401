// `npm start` for real, in this clone, which `npm test` has set up: the second start of a user.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { freePorts } from "../../kernel/notebook/freePorts.js";
import { environment, root } from "../setup/parts.js";
import { temporaryFolder } from "../setup/temporaryFolder.js";

test.skipIf(!environment)("serves JupyterLab with the kernel, behind a token, until it is told to end", async () => {
  const [port] = await freePorts(1);
  // JupyterLab notes there which process it is.
  const runtime = temporaryFolder();
  const env = { ...process.env, JUPYTER_RUNTIME_DIR: runtime };
  const npm = spawn("npm", ["start", "--", "--no-browser", "--port", String(port)], { cwd: root, env });
  const end = new Promise((resolve) => npm.on("close", resolve));
  onTestFinished(() => {
    npm.kill();
    // Where the test has failed, JupyterLab may not have noticed.
    for (const note of readdirSync(runtime)) {
      const pid = /^jpserver-(\d+)\.json$/.exec(note)?.[1];
      if (pid) endIfAlive(Number(pid));
    }
  });

  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+/.exec(output);
      if (found) resolve(found[0]);
    };
    npm.stdout.on("data", read);
    npm.stderr.on("data", read);
    void end.then(() => reject(new Error(`npm start has ended:\n${output}`)));
  });
  expect(url).toContain(`:${port}/`);

  const token = new URL(url).searchParams.get("token");
  const api = `http://127.0.0.1:${port}/api/kernelspecs`;
  expect((await fetch(api)).status).toBe(403);
  const answer = await fetch(api, { headers: { Authorization: `token ${token}` } });
  const { default: first, kernelspecs } = (await answer.json()) as {
    default: string;
    kernelspecs: Record<string, { spec: { display_name: string }; resources: Record<string, string> }>;
  };
  expect(first).toBe("phasebook");
  expect(kernelspecs.phasebook?.spec.display_name).toBe("TypeScript (Phasebook)");
  expect(Object.keys(kernelspecs.phasebook?.resources ?? {})).toEqual(
    expect.arrayContaining(["logo-32x32", "logo-64x64", "logo-svg"]),
  );

  // Told to end, npm takes nobody along: what it has started has to notice.
  npm.kill("SIGTERM");
  await end;
  await expect
    .poll(
      () =>
        fetch(api).then(
          () => "answers",
          () => "gone",
        ),
      { timeout: 15_000, interval: 200 },
    )
    .toBe("gone");
});

function endIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
