import { installPackage, isOursToInstall } from "./debian.mjs";
import { SetUpFailure } from "./failure.mjs";
import { run } from "./run.mjs";
import { say, step } from "./step.mjs";

/**
 * Sees to it that there is a redis-server on PATH for the tests of the distributed runner, installing it where that is ours to do.
 * Without one those tests are skipped by name, or, with PHASEBOOK_REQUIRE_ALL=1, the tests fail.
 */
export async function ensureRedisServer() {
  if (await runs()) return;
  if (await isOursToInstall()) {
    await step("installing redis-server by apt-get for the tests of the distributed runner", () =>
      installPackage("redis-server"),
    );
    if (await runs()) return;
  }
  const what = "no redis-server was found: install it (Debian: apt-get install redis-server)";
  if (process.env.PHASEBOOK_REQUIRE_ALL === "1") throw new SetUpFailure(`${what}. PHASEBOOK_REQUIRE_ALL asks for it`);
  say(`${what}. The tests of the distributed runner are skipped`);
}

async function runs() {
  return (await run("redis-server", ["--version"])).code === 0;
}
