import { access, constants } from "node:fs/promises";
import { dirname } from "node:path";
import { InstallFailure } from "./failure.js";
import { defaultName, installKernelspec, kernelspecsIn, uninstallKernelspec } from "./kernelspec.js";
import { exists, installLabExtension, uninstallLabExtension } from "./labExtension.js";
import { dataFolder, type Place } from "./place.js";

/** What was written or removed. */
export interface Changed {
  kernelspec?: string | undefined;
  labExtension?: string | undefined;
}

/** Makes a place's Jupyter know the kernel and draw its figures. Doing it again brings both up to date. */
export async function install(place: Place, name: string = defaultName, displayName?: string): Promise<Changed> {
  const data = dataFolder(place);
  return writing(place, data, async () => ({
    kernelspec: await installKernelspec(data, name, displayName),
    labExtension: await installLabExtension(data),
  }));
}

/** Removes the kernel of that name, and the lab extension once no other kernel of ours there needs it. */
export async function uninstall(place: Place, name: string = defaultName): Promise<Changed> {
  const data = dataFolder(place);
  return writing(place, data, async () => {
    const kernelspec = await uninstallKernelspec(data, name);
    const others = await kernelspecsIn(data);
    return { kernelspec, labExtension: others.length === 0 ? await uninstallLabExtension(data) : undefined };
  });
}

/** Turns the file system's refusals into a sentence that says what to do. */
async function writing<Result>(place: Place, data: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    const { code, path = data } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOENT")
      throw new InstallFailure(
        `${await refusing(path)} may not be written to: try ${"user" in place ? "" : "--user, or "}--prefix with a folder of yours`,
      );
    if (code === "ENOTDIR" || code === "EEXIST")
      throw new InstallFailure(`${await standing(path)} is a file where a folder is to be: move it away`);
    if (code === "ENOSPC") throw new InstallFailure(`no space is left for ${data}`);
    throw error;
  }
}

/** What exists of a path. */
async function standing(path: string): Promise<string> {
  return (await exists(path)) || dirname(path) === path ? path : standing(dirname(path));
}

/** The folder that exists and refuses: the one to name, since what is below it was never made. */
async function refusing(folder: string): Promise<string> {
  const candidate = await standing(folder);
  return access(candidate, constants.W_OK).then(
    () => folder,
    () => candidate,
  );
}
