import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { InstallFailure } from "./failure.js";

/** Where to install: for this user, into the Python environment found first on PATH, or below a folder. */
export type Place = { user: true } | { sysPrefix: true } | { prefix: string };

/** Jupyter's data folder of a place: what holds `kernels/` and `labextensions/`. */
export function dataFolder(place: Place): string {
  if ("prefix" in place) {
    if (place.prefix.trim() === "") throw new InstallFailure("--prefix needs a folder, not an empty name");
    return join(resolve(place.prefix), "share", "jupyter");
  }
  return "user" in place ? userDataFolder() : join(pythonPrefix(), "share", "jupyter");
}

/** As Jupyter itself finds it: `jupyter --data-dir`. */
export function userDataFolder(): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = process.env;
  if (JUPYTER_DATA_DIR) return resolve(JUPYTER_DATA_DIR);
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") return join(APPDATA || join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/** The environment that is active, else the prefix of the first Python on PATH. */
export function pythonPrefix(): string {
  const active = process.env.VIRTUAL_ENV || process.env.CONDA_PREFIX;
  if (active) {
    if (!existsSync(active)) throw new InstallFailure(`the active Python environment ${active} does not exist`);
    return active;
  }
  for (const python of ["python3", "python"]) {
    const prefix = ask(python, ["-c", "import sys; print(sys.prefix)"]);
    if (prefix) return prefix;
  }
  throw new InstallFailure("--sys-prefix needs a Python on PATH, and there is none: give the folder with --prefix DIR");
}

/** What a program prints, or undefined where it does not exist or fails. */
export function ask(program: string, arguments_: string[]): string | undefined {
  try {
    return execFileSync(program, arguments_, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined; // Absent, broken or of another kind: in each case it cannot tell.
  }
}
