import { figureModel } from "./figureModel.js";
import type { Plugin, WidgetBase, WidgetRegistry } from "./jupyterlab.js";

/** Tells the extension of ipywidgets where the model of figures is that change in place. */
export function figureWidget(base: WidgetBase): Plugin {
  return {
    id: "phasebook:figureWidget",
    autoStart: true,
    requires: [base.IJupyterWidgetRegistry],
    activate: (_application, registry) => {
      (registry as WidgetRegistry).registerWidget({
        name: "phasebook",
        version: "1.0.0",
        exports: { FigureModel: figureModel(base) },
      });
    },
  };
}
