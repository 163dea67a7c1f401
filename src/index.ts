export type { CalibratedMachine, Calibration, CalibrationRun } from "./calibration/calibration.js";
export { costProfileOf } from "./calibration/costProfileOf.js";
export { type CalibrationFile, calibrationFiles } from "./calibration/programs.js";
export {
  Bottleneck,
  type BottleneckOptions,
  bottleneck,
  type Dominant,
  type SectionBottleneck,
} from "./capture/bottleneck.js";
export type { CountedInterval, Counts, IntervalStatus } from "./capture/countedIntervals.js";
export {
  type CountsAt,
  EventRates,
  type EventRatesOptions,
  eventRates,
  type ProgramRate,
} from "./capture/eventRates.js";
export { type CaptureWarning, Finding } from "./capture/finding.js";
export { FullLaw, type FullLawOptions, fullLaw, type LawCapture } from "./capture/fullLaw.js";
export { HotHelpers, type HotHelpersOptions, type HotPart, hotHelpers } from "./capture/hotHelpers.js";
export { type RunTime, RunTimes, type RunTimesOptions, runTimes, type TimedProgram } from "./capture/runTimes.js";
export type { ShareAbove } from "./capture/shareAbove.js";
export { articleOutput } from "./cost/articleOutput.js";
export { batchedMap } from "./cost/batchedMap.js";
export { batching } from "./cost/batching.js";
export { type BloomFilter, bloomFilter, falsePositiveRate } from "./cost/bloomFilter.js";
export { type CacheStep, cacheSteps, type Memory } from "./cost/cacheSteps.js";
export { callCost, callCosts } from "./cost/calls.js";
export { coldPages } from "./cost/coldPages.js";
export type { Cost, InstructionCost, MapCost, OperationCost, OutputCost, RunCost } from "./cost/cost.js";
export { costAt } from "./cost/costAt.js";
export type { CostProfile } from "./cost/costProfile.js";
export { atEnd, type CostsOfTechniques, costsOf } from "./cost/costsOf.js";
export { counters } from "./cost/counters.js";
export { createdTaskStorage } from "./cost/createdTaskStorage.js";
export { type FittedOperation, fitCacheSteps } from "./cost/fitCacheSteps.js";
export { fitHashMap, type HashMapFit, type HashMapTimes } from "./cost/fitHashMap.js";
export { failedInsert, fullMap } from "./cost/fullMap.js";
export { hashMap } from "./cost/hashMap.js";
export { instructionSet, instructionSets } from "./cost/instructionSets.js";
export { costProfile } from "./cost/loadCostProfile.js";
export { lruHash } from "./cost/lruHash.js";
export { mapCost, mapCosts } from "./cost/maps.js";
export { measuredHashMap } from "./cost/measuredHashMap.js";
export { measuredTaskStorage } from "./cost/measuredTaskStorage.js";
export { outputCost, outputCosts } from "./cost/outputs.js";
export { perCpuHash } from "./cost/perCpuHash.js";
export { perfBuffer } from "./cost/perfBuffer.js";
export { PagePlacement, type PlacedProgram, type PlacementOptions, placePrograms } from "./cost/placement.js";
export { probeCost, probeCosts } from "./cost/probes.js";
export { quietest } from "./cost/quietest.js";
export { ringBuffer } from "./cost/ringBuffer.js";
export { type Sampling, sampling } from "./cost/sampling.js";
export { type KnownCost, scale } from "./cost/scale.js";
export { taskStorage } from "./cost/taskStorage.js";
export { type ProgramCost, programCost, type Techniques } from "./cost/techniques.js";
export { wakeUp, wakingEvery } from "./cost/wakeUp.js";
export { clearOutput, display, updateDisplay } from "./display/display.js";
export { type Comm, type CommMessage, type DisplayOptions, type JupyterHost, jupyterHost } from "./display/host.js";
export { image, type Picture } from "./display/image.js";
export { type Displayable, displaySymbol, isDisplayable, type MimeBundle } from "./display/mime.js";
export { html, latex, type Markup, markdown, svg } from "./display/rich.js";
export { beta } from "./distribution/beta.js";
export { burr12 } from "./distribution/burr12.js";
export { constant } from "./distribution/constant.js";
export type { Distribution, DistributionJson, Family } from "./distribution/distribution.js";
export { empirical } from "./distribution/empirical.js";
export { erlang } from "./distribution/erlang.js";
export { exponential } from "./distribution/exponential.js";
export { distributionFrom, families } from "./distribution/families.js";
export { gamma } from "./distribution/gamma.js";
export { geometric } from "./distribution/geometric.js";
export { gev } from "./distribution/gev.js";
export { gpd } from "./distribution/gpd.js";
export { gumbel } from "./distribution/gumbel.js";
export { histogram } from "./distribution/histogram.js";
export { hyperexponential } from "./distribution/hyperexponential.js";
export { inverseGamma } from "./distribution/inverseGamma.js";
export { inverseGaussian } from "./distribution/inverseGaussian.js";
export { laplace } from "./distribution/laplace.js";
export { logistic } from "./distribution/logistic.js";
export { loglogistic } from "./distribution/loglogistic.js";
export { lognormal } from "./distribution/lognormal.js";
export { lomax } from "./distribution/lomax.js";
export { mixture } from "./distribution/mixture.js";
export { negativeBinomial } from "./distribution/negativeBinomial.js";
export { normal } from "./distribution/normal.js";
export { pareto } from "./distribution/pareto.js";
export { phaseType } from "./distribution/phaseType.js";
export { poisson } from "./distribution/poisson.js";
export { rayleigh } from "./distribution/rayleigh.js";
export { scaled } from "./distribution/scaled.js";
export { shifted } from "./distribution/shifted.js";
export { studentT } from "./distribution/studentT.js";
export { truncated } from "./distribution/truncated.js";
export { uniform } from "./distribution/uniform.js";
export { weibull } from "./distribution/weibull.js";
export { zeroInflated } from "./distribution/zeroInflated.js";
export { LatencyHistogram } from "./engine/latency.js";
export type { ResourceUse } from "./engine/resource.js";
export type { EntitySummary, Run, Series, Stopped } from "./engine/run.js";
export { type Progress, type SimulateOptions, simulate } from "./engine/simulate.js";
export { type Stay, stays } from "./engine/stays.js";
export { type TraceRow, TraceTable, traceTable } from "./engine/traceTable.js";
export { type CompareChoicesOptions, ComparedChoices, compare, type TechniqueChoices } from "./experiment/compare.js";
export { Crossing, type CrossingOptions, crossing } from "./experiment/crossing.js";
export { type AdaptiveOptions, adaptive } from "./experiment/design/adaptive.js";
export type { Design, Level, Point } from "./experiment/design/design.js";
export { type Factors, factorial } from "./experiment/design/factorial.js";
export { latinHypercube } from "./experiment/design/latinHypercube.js";
export { levels } from "./experiment/design/levels.js";
export { points } from "./experiment/design/points.js";
export type { Bound, Range, RangeScale, Ranges } from "./experiment/design/range.js";
export { sobol } from "./experiment/design/sobol.js";
export type { Program } from "./experiment/program.js";
export type { SweepProgress } from "./experiment/progress.js";
export { readTable } from "./experiment/readTable.js";
export type { ReplicationPrecision } from "./experiment/replicationRule.js";
export { Sensitivity, type SensitivityOptions } from "./experiment/sensitivity/evaluate.js";
export { type MorrisOptions, morris } from "./experiment/sensitivity/morris.js";
export { type SobolIndicesOptions, sobolIndices } from "./experiment/sensitivity/sobolIndices.js";
export { type SweepOptions, sweep } from "./experiment/sweep.js";
export type { FitData, MeasurementSource, Measurements } from "./fit/data.js";
export { type FitOptions, fit } from "./fit/fit.js";
export { akaikeWeights } from "./fit/judgement/akaikeWeights.js";
export { andersonDarling } from "./fit/judgement/andersonDarling.js";
export { type Bootstrap, bootstrap } from "./fit/judgement/bootstrap.js";
export {
  type BootstrapIntervalOptions,
  type BootstrapIntervals,
  bootstrapIntervals,
} from "./fit/judgement/bootstrapIntervals.js";
export type { BootstrapOptions, BootstrapProgress } from "./fit/judgement/bootstrapReplicates.js";
export { type BinResidual, type ChiSquare, chiSquare } from "./fit/judgement/chiSquare.js";
export { cramerVonMises } from "./fit/judgement/cramerVonMises.js";
export { type CrossValidation, type CrossValidationOptions, crossValidate } from "./fit/judgement/crossValidation.js";
export { dip } from "./fit/judgement/dip.js";
export { type JudgeOptions, judge, withStatistics } from "./fit/judgement/judge.js";
export { kolmogorovSmirnov } from "./fit/judgement/kolmogorovSmirnov.js";
export { type ProfileInterval, profileIntervals } from "./fit/judgement/profileInterval.js";
export { type Vuong, vuong } from "./fit/judgement/vuong.js";
export { type HillPoint, hill } from "./fit/methods/hill.js";
export type { Distance } from "./fit/methods/minimumDistance.js";
export { peaksOverThreshold, type TailFit } from "./fit/methods/peaksOverThreshold.js";
export { type LMoments, sampleLMoments } from "./fit/methods/sampleLMoments.js";
export { sampleQuantile } from "./fit/methods/sampleQuantile.js";
export type { Covariance, FitResult, FitStatus, FitTest, FitWarning } from "./fit/result.js";
export { inline } from "./job/inline.js";
export type { Job } from "./job/job.js";
export type { Runner, RunnerOptions } from "./job/runner.js";
export { duration } from "./machine/duration.js";
export type { Expression } from "./machine/expression.js";
export { type Law, law } from "./machine/law.js";
export type {
  Arrival,
  Counters,
  Draw,
  Model,
  Placement,
  Quantity,
  Resource,
  Schedule,
  Seize,
  State,
  Stop,
  Transition,
  Use,
} from "./machine/model.js";
export { modelSchema } from "./machine/modelSchema.js";
export type { ModelIssue } from "./machine/names.js";
export { rate } from "./machine/rate.js";
export { ModelError, validateModel } from "./machine/validate.js";
export { autocorrelation } from "./measure/autocorrelation.js";
export { type BatchMeans, type BatchMeansOptions, batchMeans } from "./measure/batchMeans.js";
export { type CompareOptions, type Comparison, compareDesigns } from "./measure/compareDesigns.js";
export { effectiveSampleSize } from "./measure/effectiveSampleSize.js";
export { type MeanInterval, meanInterval } from "./measure/interval.js";
export { inWords, type Within } from "./measure/inWords.js";
export { type LittlesLaw, type LittlesNumbers, littlesLaw } from "./measure/littlesLaw.js";
export { type LittlesRow, littlesLawOfRun } from "./measure/littlesLawOfRun.js";
export { mser5, type Truncation } from "./measure/mser5.js";
export { erlangB, erlangC } from "./measure/queueing/erlang.js";
export { type JacksonNetwork, type JacksonNode, jacksonNetwork } from "./measure/queueing/jacksonNetwork.js";
export { machineRepair } from "./measure/queueing/machineRepair.js";
export { type ClosedNetwork, meanValueAnalysis, type Station } from "./measure/queueing/meanValueAnalysis.js";
export { mg1, type Service } from "./measure/queueing/mg1.js";
export { mg1ps, type SharedProcessor } from "./measure/queueing/mg1ps.js";
export { mm1 } from "./measure/queueing/mm1.js";
export { type LossQueue, mm1k } from "./measure/queueing/mm1k.js";
export { type MarkovQueue, mmc } from "./measure/queueing/mmc.js";
export type { Queue } from "./measure/queueing/queue.js";
export { type ReplicateOptions, type Replications, replicate } from "./measure/replicate.js";
export type { ReplicationOptions } from "./measure/replications.js";
export type { BifurcationOptions } from "./plot/bifurcation.js";
export type { CaptureFigureOptions } from "./plot/capture/bars.js";
export type { EventRatesFigureOptions } from "./plot/capture/eventRates.js";
export type { FullLawFigureOptions } from "./plot/capture/fullLaw.js";
export { type Diagram, diagram } from "./plot/diagram.js";
export { Figure, type FigureParts, type Layout, type Trace } from "./plot/figure.js";
export type { FigureJson } from "./plot/figureJson.js";
export type { HillFigureOptions } from "./plot/fit/hill.js";
export type { FitPanelOptions } from "./plot/fit/shown.js";
export type { TailFigureOptions } from "./plot/fit/tail.js";
export type { FitFigureOptions } from "./plot/fit.js";
export type { GanttOptions } from "./plot/gantt.js";
export type { LinesOptions, Scale } from "./plot/lines.js";
export type { ShownClassification } from "./plot/overhead/level.js";
export type { OverheadOptions } from "./plot/overhead.js";
export { type PerfettoEvent, type PerfettoTrace, perfetto } from "./plot/perfetto.js";
export type { TheoryBranch } from "./plot/phase/branches.js";
export type { ShownTrajectory } from "./plot/phase/path.js";
export type { ShownFixedPoint } from "./plot/phase/portraitTheory.js";
export type { RegimeColumns } from "./plot/phase/regimePoints.js";
export type { TheoryBorder } from "./plot/phase/theoryBorders.js";
export type { PhaseDiagramOptions } from "./plot/phaseDiagram.js";
export type { PhasePortraitOptions } from "./plot/phasePortrait.js";
export { plot } from "./plot/plot.js";
export type { ResourcesOptions } from "./plot/resources.js";
export { save } from "./plot/save.js";
export type { Difference, TornadoOptions } from "./plot/tornado.js";
export { type ArticleOptions, article } from "./program/article.js";
export { type Arrivals, type SchedulerOptions, scheduler } from "./program/scheduler.js";
export type { ProgramOptions } from "./program/schedulerProgram.js";
export { hasTechnique, withTechnique } from "./program/withTechnique.js";
export { replicationSeed } from "./random/replicationSeed.js";
export { type Seed, type Stream, stream } from "./random/stream.js";
export type { BenchmarkReading, BenchmarkRow } from "./reader/kind/benchmark.js";
export type { CalibratedOperation, CalibrationReading } from "./reader/kind/calibration.js";
export type { Counter, CountersReading } from "./reader/kind/counters.js";
export type { Bucket, Histogram, HistogramsReading } from "./reader/kind/histograms.js";
export type { FunctionInstructions, InstructionsReading } from "./reader/kind/instructions.js";
export type { LatenciesReading, Latency, Threshold } from "./reader/kind/latencies.js";
export type { LogEntry, LogReading } from "./reader/kind/log.js";
export type { BpfMap, MapsReading } from "./reader/kind/maps.js";
export type { MeasurementsReading } from "./reader/kind/measurements.js";
export type { BpfRole, ProfiledProgram, ProfileReading, ProfileRow } from "./reader/kind/profile.js";
export type { Program as BpfProgram, ProgramsReading } from "./reader/kind/programs.js";
export type { Remark, RemarksReading } from "./reader/kind/remarks.js";
export type { TableReading } from "./reader/kind/table.js";
export type { TopDown, TopDownReading } from "./reader/kind/topDown.js";
export type { AnyReading } from "./reader/kinds.js";
export { read, type Source } from "./reader/read.js";
export type { ReadOptions } from "./reader/reader.js";
export type { MeasurementOptions } from "./reader/reading.js";
export type { Skipped } from "./reader/report.js";
export type { Classification, Judged } from "./regime/classification.js";
export { type ClassifyRunOptions, classify } from "./regime/classify.js";
export { type ClassifyOptions, classifySeries } from "./regime/classifySeries.js";
export { combineRegimes } from "./regime/combineRegimes.js";
export type {
  Doubt,
  Estimate,
  Evidence,
  Quantity as RegimeQuantity,
  Regime,
  Swings,
  Test as RegimeTest,
  WindowCounts,
} from "./regime/evidence.js";
export type { SeriesColumns } from "./regime/windows.js";
export type { DoneBatch } from "./runner/doneBatch.js";
export { type RedisRunnerOptions, redis } from "./runner/redis.js";
export type { RedisOptions } from "./runner/redisOptions.js";
export { type RedisWorkerOptions, redisWorker } from "./runner/redisWorker.js";
export { workers } from "./runner/workers.js";
export { type Row, Table, type Value } from "./table/table.js";
export type { Trajectory } from "./theory/course.js";
export type { FixedPoint } from "./theory/fixedPoint.js";
export { MeanField, type MeanFieldOptions, meanField, type TrajectoryOptions } from "./theory/meanField.js";
export {
  type Capacity,
  type StabilityBound,
  type StabilityBoundOptions,
  stabilityBound,
} from "./theory/stabilityBound.js";
export {
  type Border,
  type BorderAxis,
  type BorderDesign,
  type BorderKind,
  type BorderOptions,
  theoryBorder,
} from "./theory/theoryBorder.js";
export type { ClickListener } from "./widget/clickable.js";
export type { Control } from "./widget/control.js";
export type { AxisRanges } from "./widget/figureWidget/liveFigure.js";
export type { FigurePoint } from "./widget/figureWidget/point.js";
export { FigureWidget, figureWidget } from "./widget/figureWidget.js";
export type { UploadedFile } from "./widget/form.js";
export { interact, interactive, type Values, type View } from "./widget/interact.js";
export { Interaction, type InteractionOptions } from "./widget/interaction.js";
export { DirectionalLink, dlink, type End, jsdlink, jslink, Link, link } from "./widget/link.js";
export * from "./widget/models.js";
export type { Observer } from "./widget/observers.js";
export { type NotebookOutput, Output } from "./widget/output.js";
export type { Parameter } from "./widget/parameter.js";
export { progress, type Tell, type Told } from "./widget/progress.js";
export type { ProgressOptions, ProgressReport } from "./widget/progressBar.js";
export type { Choices } from "./widget/selection.js";
export { type SliderOptions, slider } from "./widget/slider.js";
export { type Attributes, Widget } from "./widget/widget.js";
