import { batching } from "./batching.js";
import { bloomOperations } from "./bloomFilter.js";
import { callCosts } from "./calls.js";
import type { Cost } from "./cost.js";
import { counters } from "./counters.js";
import { createdTaskStorage } from "./createdTaskStorage.js";
import { instructionSets } from "./instructionSets.js";
import { lruHash } from "./lruHash.js";
import { measuredHashMap } from "./measuredHashMap.js";
import { measuredTaskStorage } from "./measuredTaskStorage.js";
import { perCpuHash } from "./perCpuHash.js";
import { perfBuffer } from "./perfBuffer.js";
import { ringBuffer } from "./ringBuffer.js";

/** What a calibration measures anew: the costs of a profile have these names, kinds and operations. */
export const calibratedCosts: readonly Cost[] = [
  measuredHashMap,
  measuredTaskStorage,
  createdTaskStorage,
  lruHash,
  perCpuHash,
  ringBuffer,
  perfBuffer,
  ...callCosts.values(),
  ...instructionSets.values(),
  counters,
  bloomOperations,
  batching,
];
