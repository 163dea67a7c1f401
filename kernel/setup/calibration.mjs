import { join } from "node:path";
import { installPackage, isOursToInstall } from "./debian.mjs";
import { SetUpFailure } from "./failure.mjs";
import { root } from "./root.mjs";
import { lastLines, run } from "./run.mjs";
import { say, step } from "./step.mjs";

const packages = ["clang", "libbpf-dev"];

/** The exit code of the script where the machine or its kernel does not allow it, and no package would change that. */
const cannot = 77;

/**
 * Sees to it that the test which measures this machine's kernel can do so: clang and libbpf, installed where that is ours to do. Without
 * them it is skipped by name, or, with PHASEBOOK_REQUIRE_ALL=1, the tests fail. Where the kernel does not allow it there is nothing to
 * install: then it is skipped by name whatever is asked for.
 */
export async function ensureCalibration() {
  if (process.platform !== "linux") return skipped("BPF programs run on Linux alone");
  let found = await check();
  if (found.code === 0) return;
  if (found.code !== cannot && (await isOursToInstall())) {
    await step(`installing ${packages.join(" and ")} by apt-get for the test that measures this kernel`, async () => {
      for (const name of packages) await installPackage(name);
    });
    found = await check();
    if (found.code === 0) return;
  }
  const reason = lastLines(found.output, 1).replace(/^phasebook: /, "");
  if (found.code === cannot) return skipped(reason);
  if (process.env.PHASEBOOK_REQUIRE_ALL === "1") throw new SetUpFailure(`${reason}. PHASEBOOK_REQUIRE_ALL asks for it`);
  skipped(`${reason}; Debian: apt-get install ${packages.join(" ")}`);
}

/** The script itself says whether it can run here. */
function check() {
  return run("bash", [join(root, "src/calibration/programs/calibrate.sh"), "--check"]);
}

function skipped(/** @type {string} */ reason) {
  say(`${reason}. The test that measures this kernel is skipped`);
}
