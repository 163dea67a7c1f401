import type { Runner } from "./runner.js";
import { turns } from "./turns.js";

/** Does the pieces one after the other where it is called, in a page too; the event loop has a turn at least every 30 ms and a piece. */
export function inline(): Runner {
  return {
    name: "inline",
    async run(job, shared, inputs, { signal, onOutput }) {
      if (signal?.aborted) return "aborted";
      const piece = job.begin(shared);
      const nextTurn = turns();
      for (const [index, input] of inputs.entries()) {
        onOutput(piece(input), index);
        await nextTurn();
        if (signal?.aborted && index < inputs.length - 1) return "aborted";
      }
      return "done";
    },
  };
}
