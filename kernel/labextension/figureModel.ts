import type { WidgetBase, WidgetModel } from "./jupyterlab.js";
import { type Changes, LiveFigure } from "./liveFigure.js";
import { setLiveFigure } from "./liveFigures.js";

/**
 * The page's end of a figure that the kernel changes. It has no view: a figure is drawn in its output, see
 * figureRenderer.ts, which finds it by its id. Its base class belongs to the extension of ipywidgets.
 */
export function figureModel({ WidgetModel }: WidgetBase): new (...given: never[]) => WidgetModel {
  return class FigureModel extends WidgetModel {
    override initialize(attributes: object, options: object): void {
      super.initialize(attributes, options);
      // Without a kernel, as one that was saved with the notebook, it has nothing to say.
      if (!this.comm_live) return;
      const live = new LiveFigure((content, buffers) => this.send(content, {}, buffers));
      this.on("msg:custom", (content, buffers) => live.receive(content as Changes, buffers as DataView[]));
      this.on("comm:close destroy", () => setLiveFigure(this.model_id, undefined));
      setLiveFigure(this.model_id, live);
      live.say({ event: "ready" });
    }
  };
}
