import { readFile } from "node:fs/promises";
import { foreground, run } from "./run.mjs";

/** Whether this is a Debian, or one of its kin, on which we may install packages. */
export async function isOursToInstall() {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^ID(_LIKE)?=.*debian/m.test(await readFile("/etc/os-release", "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

export async function installPackage(/** @type {string} */ name) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", name];
  if ((await run("apt-get", install, { env })).code === 0) return;
  // On a fresh machine the lists of packages have to be fetched first.
  await run("apt-get", ["update"], { env });
  await foreground("apt-get", ["-qq", ...install], { env });
}
