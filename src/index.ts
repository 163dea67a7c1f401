export type { MapCost } from "./cost/cost.js";
export { hashMap } from "./cost/hashMap.js";
export { mapCosts } from "./cost/maps.js";
export { taskStorage } from "./cost/taskStorage.js";
export { clearOutput, display, updateDisplay } from "./display/display.js";
export { type Comm, type CommMessage, type DisplayOptions, type JupyterHost, jupyterHost } from "./display/host.js";
export { type Displayable, displaySymbol, isDisplayable, type MimeBundle } from "./display/mime.js";
export { constant } from "./distribution/constant.js";
export type { Distribution, DistributionJson, Family } from "./distribution/distribution.js";
export { distributionFrom, families } from "./distribution/families.js";
export { normal } from "./distribution/normal.js";
export type { Run, Series, Stopped } from "./engine/run.js";
export { type Progress, type SimulateOptions, simulate } from "./engine/simulate.js";
export { type Design, type SweepOptions, sweep } from "./experiment/sweep.js";
export { duration } from "./machine/duration.js";
export type { Expression } from "./machine/expression.js";
export type {
  Arrival,
  Counters,
  Draw,
  Model,
  Placement,
  Quantity,
  Schedule,
  State,
  Transition,
} from "./machine/model.js";
export { ModelError, type ModelIssue, validateModel } from "./machine/validate.js";
export { type MeanInterval, meanInterval } from "./measure/interval.js";
export { type Diagram, diagram } from "./plot/diagram.js";
export { Figure, type FigureJson, type FigureParts, type Layout, type Trace } from "./plot/figure.js";
export type { LinesOptions, Scale } from "./plot/lines.js";
export type { OverheadOptions } from "./plot/overhead.js";
export { plot } from "./plot/plot.js";
export { save } from "./plot/save.js";
export { type ArticleOptions, article } from "./program/article.js";
export { type Seed, type Stream, stream } from "./random/stream.js";
export { type Row, Table, type Value } from "./table/table.js";
export { Box } from "./widget/box.js";
export { Checkbox } from "./widget/checkbox.js";
export type { Choices, Control } from "./widget/control.js";
export { Dropdown } from "./widget/dropdown.js";
export { FloatLogSlider } from "./widget/floatLogSlider.js";
export { FloatSlider } from "./widget/floatSlider.js";
export { HBox } from "./widget/hbox.js";
export { HTML } from "./widget/html.js";
export { type Interaction, interact, type Values, type View } from "./widget/interact.js";
export { IntSlider } from "./widget/intSlider.js";
export { Label } from "./widget/label.js";
export { Output } from "./widget/output.js";
export type { Parameter } from "./widget/parameter.js";
export { SelectionSlider } from "./widget/selectionSlider.js";
export { type SliderOptions, slider } from "./widget/slider.js";
export { Text } from "./widget/text.js";
export { VBox } from "./widget/vbox.js";
export { type Observer, Widget } from "./widget/widget.js";
