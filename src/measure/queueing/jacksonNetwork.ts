import { requireObject } from "../../argument/argument.js";
import { type MarkovQueue, mmc } from "./mmc.js";
import { requirePositive, requireRate } from "./queue.js";

/** One node of an open network, as given. */
export interface JacksonNode {
  /** Poisson arrivals from outside, per unit of time; 0 unless given. */
  readonly arrivalRate?: number;
  /** Of one server. */
  readonly serviceRate: number;
  /** 1 unless given. */
  readonly servers?: number;
  /** The probability of each node to go to next, by name; with what is left a customer leaves. */
  readonly routes?: Readonly<Record<string, number>>;
}

/** The steady state of an open network. */
export interface JacksonNetwork {
  /** Customers through the network per unit of time. */
  readonly throughput: number;
  /** The mean time from entering to leaving the network. */
  readonly meanResponse: number;
  /** The time average of those in the network. */
  readonly meanNumber: number;
  /** Every node as the M/M/c queue it is, with its visits per customer of the network. */
  readonly nodes: Readonly<Record<string, MarkovQueue & { readonly visits: number }>>;
}

/**
 * An open network of exponential queues with Poisson arrivals and routing by chance.
 *
 * The traffic equations λ_j = γ_j + Σ λ_i p_ij give the rate through each node, and then each is in the mean and in the
 * distribution of its number an M/M/c queue of that rate, independent of the others (J. R. Jackson, "Networks of waiting lines",
 * Operations Research 5, 1957). The mean response is Σ E[number] / Σ γ, by Little's law. The wait of a node is that of one visit.
 *
 * @throws RangeError for parameters out of range, a route to no node or of more than 1 in all, nodes that nobody can leave,
 * or a node with a utilisation of 1 and more; each says which node
 */
export function jacksonNetwork(network: Readonly<Record<string, JacksonNode>>): JacksonNetwork {
  requireObject("jacksonNetwork", "nodes by their names", network);
  const names = Object.keys(network);
  const outside = names.map((name) => requireRate(`${name}.arrivalRate`, network[name]!.arrivalRate ?? 0));
  const throughput = requirePositive("the arrivals from outside", sum(outside));
  for (const name of names) requireRoutes(name, network[name]!.routes ?? {}, names);
  const rates = solve(
    names.map((to) => names.map((from) => (to === from ? 1 : 0) - (network[from]!.routes?.[to] ?? 0))),
    outside,
  );
  const nodes = names.map((name, index) => {
    const { serviceRate, servers = 1 } = network[name]!;
    try {
      // Rounding may leave a node that nothing reaches a trace below 0.
      return {
        ...mmc({ arrivalRate: Math.max(0, rates[index]!), serviceRate, servers }),
        visits: rates[index]! / throughput,
      };
    } catch (error) {
      throw new RangeError(`${name}: ${(error as Error).message}`);
    }
  });
  const meanNumber = sum(nodes.map((node) => node.meanNumber));
  return {
    throughput,
    meanResponse: meanNumber / throughput,
    meanNumber,
    nodes: Object.fromEntries(names.map((name, index) => [name, nodes[index]!])),
  };
}

function requireRoutes(name: string, routes: Readonly<Record<string, number>>, names: readonly string[]): void {
  for (const [to, probability] of Object.entries(routes)) {
    if (!names.includes(to))
      throw new RangeError(`${name}.routes: there is no node "${to}"; the nodes are ${names.join(", ")}`);
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`${name}.routes.${to}: expected a probability between 0 and 1, got ${probability}`);
  }
  const total = sum(Object.values(routes));
  if (total > 1 + 1e-12) throw new RangeError(`${name}.routes: the probabilities add up to ${total}, more than 1`);
}

/** The solution of a system of linear equations, by elimination with the largest pivot. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column; row < size; row += 1)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    if (Math.abs(rows[pivot]![column]!) < 1e-12)
      throw new RangeError("routes: some nodes can be entered and never left");
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const from = rows[column]!;
    for (const row of rows) {
      if (row === from) continue;
      const factor = row[column]! / from[column]!;
      for (let at = column; at <= size; at += 1) row[at]! -= factor * from[at]!;
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
