import { join } from "node:path";
import { root } from "../../kernel/setup/root.mjs";

/** Where the benchmarks keep what they have made: the compiled peers and the Python environment. */
export const cache = join(root, "node_modules", ".cache", "phasebook-bench");
