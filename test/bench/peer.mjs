import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";

/** A peer that cannot run here: its message says what to install. */
export class MissingPeer extends Error {}

/**
 * A program that does the work of a benchmark, in a process of its own.
 *
 * @typedef {object} Peer
 * @property {string} name
 * @property {() => Promise<string[]>} prepare gives the command that runs it; throws MissingPeer where it cannot
 * @property {string} [note] what one has to know to judge its numbers
 */

/** @typedef {Peer & { command: string[] }} ReadyPeer */

/**
 * Prepares peers one after the other.
 *
 * @template {Peer} SomePeer
 * @param {readonly SomePeer[]} peers
 * @returns {Promise<{ ready: (SomePeer & { command: string[] })[], missing: { name: string, reason: string }[] }>}
 */
export async function prepareAll(peers) {
  const ready = [];
  const missing = [];
  for (const peer of peers) {
    try {
      ready.push({ ...peer, command: await peer.prepare() });
    } catch (error) {
      // A Python that is not there is a failure of the set-up, and of no more than its peers here.
      if (!(error instanceof MissingPeer || error instanceof SetUpFailure)) throw error;
      missing.push({ name: peer.name, reason: error.message });
    }
  }
  return { ready, missing };
}

/**
 * Runs a program that prints one object as JSON.
 *
 * @param {string[]} command
 * @param {...(string | number)} arguments_
 */
export function outcomeOf(command, ...arguments_) {
  return outcomeWithin(0, command, ...arguments_);
}

/**
 * The same, ended after some seconds, of which 0 are no limit.
 *
 * @param {number} seconds
 * @param {string[]} command
 * @param {...(string | number)} arguments_
 * @returns {Promise<any>} undefined where it had not finished
 */
export async function outcomeWithin(seconds, [program, ...first], ...arguments_) {
  // Python would leave compiled modules beside its sources, and NumPy's library would use all cores.
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1", OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const options = /** @type {const} */ ({ env, timeout: 1000 * seconds, killSignal: "SIGKILL" });
  try {
    const { stdout } = await promisify(execFile)(program, [...first, ...arguments_.map(String)], options);
    return JSON.parse(stdout);
  } catch (error) {
    if (error.killed) return undefined;
    throw error;
  }
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
