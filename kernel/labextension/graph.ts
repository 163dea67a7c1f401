import { copied } from "./copied.js";
import { type Figure, loadPlotly, type Plotly } from "./loadPlotly.js";
import { modebar } from "./modebar.js";
import { listenToReader, type Tell, ViewTeller } from "./reader.js";
import { fitToTheme, onThemeChange } from "./theme.js";
import { fittingTitle } from "./title.js";
import { keepingView } from "./view.js";

const plotlyDefaults = { width: 700, height: 450 };
/** ms */
const longestPause = 200;

/** A figure drawn by Plotly, in the theme of the page and as wide as its place; or the reason why it cannot be drawn. */
export class Graph {
  readonly #place: HTMLElement;
  /** Plotly draws into this element, an error replaces it. */
  readonly #graph = document.createElement("div");
  readonly #error = document.createElement("pre");
  readonly #sizes = new ResizeObserver(() => this.#fit());
  readonly #endTheme = onThemeChange(() => this.#fitToTheme());
  readonly #tell: Tell;
  readonly #view = new ViewTeller();
  #figure: Figure | undefined;
  #plotly: Plotly | undefined;
  #drawing: Promise<void> | undefined;
  #pending = false;
  #disposed = false;
  /** The last width of the cell that was not nothing. */
  #width: number | undefined;
  /** The width for which the figure is drawn. */
  #drawn: number | undefined;

  /**
   * @param place where it is drawn
   * @param tell is told what the reader does
   */
  constructor(place: HTMLElement, tell: Tell) {
    this.#place = place;
    this.#tell = tell;
    place.append(this.#graph);
    // JupyterLab's own look of an error in an output.
    this.#error.dataset.mimeType = "application/vnd.jupyter.stderr";
    this.#error.style.cssText =
      "margin: 0; padding: 8px; white-space: pre-wrap; background: var(--jp-rendermime-error-background)";
    this.#sizes.observe(place);
  }

  /** Draws a figure in place of the one before. Of several that come while one is being drawn, the last is drawn. */
  draw(figure: Figure): Promise<void> {
    this.#error.remove();
    this.#graph.hidden = false;
    // The height stands before Plotly is there, so that the page does not jump under the reader.
    this.#graph.style.height = `${figure.layout.height ?? plotlyDefaults.height}px`;
    this.#figure = figure;
    return this.#redraw();
  }

  showError(error: unknown): void {
    this.#figure = undefined;
    this.#graph.hidden = true;
    this.#error.textContent = `The figure could not be drawn: ${error instanceof Error ? error.message : String(error)}`;
    this.#place.append(this.#error);
  }

  dispose(): void {
    this.#disposed = true;
    this.#sizes.disconnect();
    this.#endTheme();
    this.#plotly?.purge(this.#graph);
  }

  #redraw(): Promise<void> {
    this.#pending = true;
    this.#drawing ??= this.#drawPending().finally(() => {
      this.#drawing = undefined;
    });
    return this.#drawing;
  }

  async #drawPending(): Promise<void> {
    while (this.#pending && !this.#disposed) {
      const began = performance.now();
      try {
        this.#plotly ??= await loadPlotly();
        this.#pending = false;
        const width = this.#widthToDraw();
        // One that nobody has seen yet, in a tab or far down the notebook, has no width: it is drawn when it gets one.
        if (this.#figure && width !== undefined && !this.#disposed)
          await this.#react(this.#plotly, this.#figure, width);
      } catch (error) {
        this.#pending = false;
        this.showError(error);
      }
      // Before the next, the page has to show what is drawn and to hear the reader, and of the kernel what is newer still.
      if (this.#pending) await pause(Math.min(longestPause, (performance.now() - began) / 2));
    }
  }

  async #react(plotly: Plotly, figure: Figure, width: number): Promise<void> {
    const { data, layout, config } = copied(figure);
    const first = !this.#graph.classList.contains("js-plotly-plot");
    this.#drawn = width;
    const fitting = { ...keepingView(fittingTitle(layout, width)), width };
    await plotly.react(this.#graph, data, fitting, { ...modebar(plotly), ...config });
    if (this.#disposed) return;
    this.#fitToTheme();
    if (first) listenToReader(this.#graph, this.#tell, this.#view);
    this.#view.tell(this.#graph, this.#tell);
    // While Plotly was busy the cell may have got another width.
    this.#fit();
  }

  #fitToTheme(): void {
    if (this.#figure) fitToTheme(this.#graph, this.#figure.layout);
  }

  /**
   * The width that the figure names, else that of the cell; undefined as long as nobody can have seen it. While it is not to be seen, as
   * for a moment when the page changes its theme, the last width it had counts.
   */
  #widthToDraw(): number | undefined {
    // In a row of widgets there is as much room as the figure takes.
    if (this.#graph.getClientRects().length > 0)
      this.#width = this.#graph.offsetWidth || (this.#width ?? plotlyDefaults.width);
    return this.#figure?.layout.width ?? this.#width;
  }

  /** Follows the width of the cell: a resized window or panel, a side bar, a tab that is shown for the first time or again. */
  #fit(): void {
    if (this.#figure && this.#widthToDraw() !== this.#drawn) void this.#redraw();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
