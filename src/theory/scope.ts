import type { Effects } from "./effects.js";

/** Where the mean field of a model ends. */
export interface Limits {
  /** Why there is none. */
  readonly reasons: readonly string[];
  /** What it takes for granted. */
  readonly assumptions: readonly string[];
  /** Whether its course can be followed from the beginning of a run; if not, why. */
  readonly canBeFollowed: boolean;
  readonly whyNot: readonly string[];
}

/** What can be told of a model before anything is computed. */
export function limitsOf(effects: Effects): Limits {
  const { model, draws, resources, branchesOnEntity, usesCpu } = effects;
  const names = Object.keys(model.draws ?? {});
  const reasons = [
    ...draws.flatMap(({ mean, family }, each) =>
      Number.isFinite(mean)
        ? []
        : [`the mean of ${names[each]} (${family}) is ${mean}: no law of large numbers holds for it`],
    ),
    ...(model.arrivals.some(({ count }) => count !== undefined) && !canGoOn(effects)
      ? ["lives of a crowd end by what they have drawn, so that it has no state to stay in until then"]
      : []),
    ...(usesCpu ? ["a formula names the CPU of an entity; here all CPUs are alike"] : []),
  ];
  const perCpu = [
    ...Object.keys(model.counters?.cpu ?? {}),
    ...resources.filter(({ perCpu: is }) => is).map(({ name }) => name),
  ];
  const timed = model.arrivals.filter(({ times, until, at }) => times || until !== undefined || (at ?? 0) !== 0);
  const whyNot = [
    ...(resources.length > 0 ? ["entities that wait for a resource are not followed"] : []),
    ...(branchesOnEntity
      ? ["what an entity is like or draws decides where it goes, and such entities cannot be averaged"]
      : []),
  ];
  return {
    reasons,
    assumptions: [
      ...(perCpu.length > 0 && (model.cpus ?? 1) > 1
        ? [`all CPUs are alike: ${perCpu.join(", ")} is the mean over the CPUs`]
        : []),
      ...(resources.length > 0
        ? ["a resource that is not busy all the time lets nobody wait: the waiting that chance brings is not in it"]
        : []),
      ...(timed.length > 0 ? ["arrivals come at their mean rate for ever, crowds at time 0"] : []),
      ...(model.overhead ? [] : ["the model has no overhead"]),
      ...(effects.alternatives.flat().some(({ endsByItself }) => endsByItself)
        ? ["fixed points of a crowd are its states while nobody has come to the end of a life"]
        : []),
    ],
    canBeFollowed: whyNot.length === 0,
    whyNot,
  };
}

/** Whether lives can be taken to be far from their end, by a counter that begins as far from it as one likes. */
function canGoOn({ alternatives, clocks, initialAttributes }: Effects): boolean {
  if (!alternatives.flat().some(({ endsByItself }) => endsByItself)) return true;
  return (
    clocks.length > 0 &&
    clocks.every((clock) => initialAttributes[clock] !== 0 && Number.isFinite(initialAttributes[clock]))
  );
}
