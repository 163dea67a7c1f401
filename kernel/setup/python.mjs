import { SetUpFailure } from "./failure.mjs";
import { run } from "./run.mjs";

const oldest = [3, 10];
const names = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

// Written for Python 2 and 3 alike: a Python that is too old has to be able to say so.
const question = `
import json, sys
try:
    import ensurepip, venv
    complete = True
except ImportError:
    complete = False
print(json.dumps({"version": list(sys.version_info[:3]), "complete": complete}))
`;

/**
 * The first Python that is new enough and can make an environment: PHASEBOOK_PYTHON where that is set, else by the usual
 * names on PATH.
 *
 * @returns {Promise<string>}
 */
export async function findPython() {
  const wanted = process.env.PHASEBOOK_PYTHON;
  /** @type {string[]} */
  const tooOld = [];
  /** @type {string[]} */
  const incomplete = [];
  for (const name of wanted ? [wanted] : names) {
    const answer = await ask(name);
    if (!answer) continue;
    const version = answer.version.join(".");
    if (answer.version[0] < oldest[0] || (answer.version[0] === oldest[0] && answer.version[1] < oldest[1]))
      tooOld.push(`${name} is ${version}`);
    else if (!answer.complete) incomplete.push(`${name} (${version})`);
    else return name;
  }
  if (incomplete.length > 0)
    throw new SetUpFailure(
      `${incomplete[0]} cannot make an environment of its own: its modules venv and ensurepip are missing. On Debian and Ubuntu: apt-get install python3-venv`,
    );
  throw new SetUpFailure(
    `Python ${oldest.join(".")} or newer is needed, and ${missing(wanted, tooOld)}. Install it (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python; Windows: python.org), or name one by PHASEBOOK_PYTHON`,
  );
}

function missing(/** @type {string | undefined} */ wanted, /** @type {string[]} */ tooOld) {
  if (tooOld.length > 0) return tooOld.join(", ");
  return wanted ? `PHASEBOOK_PYTHON names ${wanted}, which is no Python that runs` : "none was found on PATH";
}

/** @returns {Promise<{ version: number[]; complete: boolean } | undefined>} */
async function ask(/** @type {string} */ name) {
  const { code, output } = await run(name, ["-c", question]);
  const line = output.split("\n").find((line) => line.startsWith("{"));
  return code === 0 && line ? JSON.parse(line) : undefined;
}
