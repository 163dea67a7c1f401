import type { Lumino, MimeModel, Renderer } from "./jupyterlab.js";
import { type Figure, loadPlotly, type Plotly } from "./loadPlotly.js";
import { modebar } from "./modebar.js";
import { inTheme, onThemeChange } from "./theme.js";

const plotlyDefaultHeight = 450;

/** The widget that draws one output. Its base class belongs to JupyterLab, so the class is made when that is known. */
export function figureRenderer({ Widget }: Lumino): new (mimeType: string) => Renderer {
  return class FigureRenderer extends Widget implements Renderer {
    readonly #mimeType: string;
    /** Plotly draws into this element, an error replaces it. */
    readonly #graph = document.createElement("div");
    readonly #error = document.createElement("pre");
    readonly #sizes = new ResizeObserver(() => this.#fit());
    readonly #endTheme = onThemeChange(() => void this.#draw());
    #figure: Figure | undefined;
    #plotly: Plotly | undefined;
    #width = 0;

    constructor(mimeType: string) {
      super();
      this.#mimeType = mimeType;
      this.addClass("jp-RenderedPhasebookFigure");
      this.node.append(this.#graph);
      // JupyterLab's own look of an error in an output.
      this.#error.dataset.mimeType = "application/vnd.jupyter.stderr";
      this.#error.style.cssText =
        "margin: 0; padding: 8px; white-space: pre-wrap; background: var(--jp-rendermime-error-background)";
      this.#sizes.observe(this.node);
    }

    async renderModel(model: MimeModel): Promise<void> {
      try {
        this.#figure = figureOf(model.data[this.#mimeType]);
        // The height stands before Plotly is there, so that the page does not jump under the reader.
        this.#graph.style.height = `${this.#figure.layout.height ?? plotlyDefaultHeight}px`;
      } catch (error) {
        this.#figure = undefined;
        this.#showError(error);
      }
      await this.#draw();
    }

    override dispose(): void {
      if (this.isDisposed) return;
      this.#sizes.disconnect();
      this.#endTheme();
      this.#plotly?.purge(this.#graph);
      super.dispose();
    }

    async #draw(): Promise<void> {
      const drawn = this.#figure;
      if (!drawn) return;
      try {
        const plotly = await loadPlotly();
        // Of several versions that arrive while Plotly loads, only the last is drawn.
        if (this.isDisposed || drawn !== this.#figure) return;
        this.#plotly = plotly;
        // Plotly writes into what it is given; the notebook's own output has to stay what it was.
        const { data, layout, config } = structuredClone(drawn);
        this.#error.remove();
        this.#graph.hidden = false;
        await plotly.react(
          this.#graph,
          data,
          { ...inTheme(layout), ...this.#cellWidth() },
          { ...modebar(plotly, drawn), ...config },
        );
        // While Plotly was busy the cell may have got another width.
        this.#fit();
      } catch (error) {
        this.#showError(error);
      }
    }

    /**
     * The width of the cell, for a figure that names none. While the figure is not to be seen, as for a moment when the
     * page changes its theme, the last width it had counts.
     */
    #cellWidth(): { width?: number } {
      this.#width = this.#graph.offsetWidth || this.#width;
      return this.#figure?.layout.width === undefined && this.#width > 0 ? { width: this.#width } : {};
    }

    /** Follows the width of the cell: a resized window or panel, a side bar, a tab that is shown again. */
    #fit(): void {
      const { width } = this.#cellWidth();
      const drawn = this.#graph.querySelector<SVGElement>(".main-svg")?.clientWidth;
      if (width && drawn && width !== drawn) void this.#plotly?.relayout(this.#graph, { width });
    }

    #showError(error: unknown): void {
      this.#graph.hidden = true;
      this.#error.textContent = `The figure could not be drawn: ${error instanceof Error ? error.message : String(error)}`;
      this.node.append(this.#error);
    }
  };
}

/** The output's data as a figure, as far as it has to be one to be handed to Plotly. */
function figureOf(value: unknown): Figure {
  const { data, layout, config } = (value ?? {}) as Partial<Figure>;
  if (!Array.isArray(data)) throw new Error(`its data is not a list of traces but ${JSON.stringify(data)}`);
  return { data, layout: layout ?? {}, config: config ?? {} };
}
