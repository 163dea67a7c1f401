import { fileURLToPath } from "node:url";

/** What the main thread is at: code of the user's, the loading of a module, or something else. */
export type Occupation = "user" | "loader" | "other";

/** To be asked of the main thread, in the midst of what it does, through the inspector. */
export const occupationQuestion = 'this["phasebook.occupation"]()';

/** So many frames are looked at, the innermost ones. */
const depth = 200;

// As it is now: a cell may replace it.
const ErrorNow = Error;
const { captureStackTrace } = Error;

const distribution = new URL("../..", import.meta.url);
const folders = [distribution.href, fileURLToPath(distribution)];

function isPackage(file: string): boolean {
  return file.includes("/node_modules/") || folders.some((folder) => file.startsWith(folder));
}

/**
 * Lets the main thread answer the {@link occupationQuestion}. Below the question on the stack is what it has interrupted: nothing, where the
 * event loop has come to it by itself.
 *
 * A package that runs for the first time counts as being loaded: broken off, it would stay broken, and Node's loader might end the process.
 *
 * @param isOwn true of Node's files and the kernel's
 */
export function answerOccupation(isOwn: (file: string) => boolean): void {
  const occupationOf = (frames: readonly NodeJS.CallSite[]): Occupation => {
    let occupation: Occupation = "other";
    // The first is that of the question itself.
    for (let index = 1; index < frames.length; index += 1) {
      const frame = frames[index]!;
      const file = frame.getFileName() ?? "";
      if (file.startsWith("node:internal/modules/")) return "loader";
      if (file === "" ? !frame.isEval() : file.startsWith("node:")) continue;
      if (isOwn(file)) {
        // A package at work for the kernel; or the kernel for a cell.
        if (occupation === "user") return "other";
        continue;
      }
      occupation = "user";
      if (!isPackage(file)) return occupation;
    }
    return occupation;
  };
  const answer = (): Occupation => {
    const { prepareStackTrace, stackTraceLimit } = ErrorNow;
    const asked: { stack?: unknown } = {};
    let occupation: Occupation = "other";
    try {
      ErrorNow.stackTraceLimit = depth;
      ErrorNow.prepareStackTrace = (_, frames) => {
        occupation = occupationOf(frames);
        return "";
      };
      captureStackTrace(asked, answer);
      void asked.stack;
      return occupation;
    } finally {
      ErrorNow.prepareStackTrace = prepareStackTrace;
      ErrorNow.stackTraceLimit = stackTraceLimit;
    }
  };
  Object.defineProperty(globalThis, "phasebook.occupation", { value: answer });
}
