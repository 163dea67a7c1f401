import { Graph } from "./graph.js";
import type { Lumino, MimeModel, Renderer } from "./jupyterlab.js";
import { keepInOutput } from "./keptOutput.js";
import type { LiveFigure } from "./liveFigure.js";
import { followLiveFigure } from "./liveFigures.js";
import type { Figure } from "./loadPlotly.js";

/** Beside a figure that the kernel goes on changing: `{ model_id }`. */
const viewMimeType = "application/vnd.phasebook.figure-view+json";
/** A figure is kept in its output when it has not changed for so long, ms. */
const quiet = 1000;

/** The widget that draws one output. Its base class belongs to JupyterLab, so the class is made when that is known. */
export function figureRenderer({ Widget }: Lumino): new (mimeType: string) => Renderer {
  return class FigureRenderer extends Widget implements Renderer {
    readonly #mimeType: string;
    readonly #graph = new Graph(this.node, (content, buffers) => this.#live?.say(content, buffers) ?? false);
    #model: MimeModel | undefined;
    /** The figure of the output. */
    #saved: Figure | undefined;
    /** The figure that takes its place while a kernel changes it. */
    #live: LiveFigure | undefined;
    #liveId: string | undefined;
    #endFollowing = () => {};
    #endWatching = () => {};
    #keeping: ReturnType<typeof setTimeout> | undefined;

    constructor(mimeType: string) {
      super();
      this.#mimeType = mimeType;
      this.addClass("jp-RenderedPhasebookFigure");
    }

    async renderModel(model: MimeModel): Promise<void> {
      this.#model = model;
      try {
        this.#saved = figureOf(model.data[this.#mimeType]);
      } catch (error) {
        this.#saved = undefined;
        this.#graph.showError(error);
      }
      this.#follow((model.data[viewMimeType] as { model_id?: string } | undefined)?.model_id);
      await this.#draw();
    }

    override dispose(): void {
      if (this.isDisposed) return;
      clearTimeout(this.#keeping);
      this.#endFollowing();
      this.#endWatching();
      this.#graph.dispose();
      super.dispose();
    }

    async #draw(): Promise<void> {
      const figure = this.#live?.figure ?? this.#saved;
      if (figure) await this.#graph.draw(figure);
    }

    #follow(id: string | undefined): void {
      if (id === this.#liveId) return;
      this.#liveId = id;
      this.#endFollowing();
      this.#watch(undefined);
      this.#endFollowing = id === undefined ? () => {} : followLiveFigure(id, (live) => this.#watch(live));
    }

    #watch(live: LiveFigure | undefined): void {
      this.#endWatching();
      // When its kernel has gone, the figure stays as it was last.
      this.#saved = this.#live?.figure ?? this.#saved;
      this.#live = live;
      this.#endWatching = live?.watch(() => this.#changed()) ?? (() => {});
      if (live?.figure) this.#changed();
    }

    #changed(): void {
      void this.#draw();
      clearTimeout(this.#keeping);
      this.#keeping = setTimeout(() => this.#keep(), quiet);
    }

    #keep(): void {
      const figure = this.#live?.figure;
      if (!figure || !this.#model || this.isDisposed) return;
      keepInOutput(this, this.#model, this.#mimeType, figure).catch((error) =>
        console.error("phasebook: the changed figure could not be kept in its output", error),
      );
    }
  };
}

/** The output's data as a figure, as far as it has to be one to be handed to Plotly. */
function figureOf(value: unknown): Figure {
  const { data, layout, config } = (value ?? {}) as Partial<Figure>;
  if (!Array.isArray(data)) throw new Error(`its data is not a list of traces but ${JSON.stringify(data)}`);
  return { data, layout: layout ?? {}, config: config ?? {} };
}
