// The few types of JupyterLab that are needed here, as its rendermime-interfaces and Lumino's widgets describe them, and of
// ipywidgets, as its @jupyter-widgets/base does.

/** Lumino's base class of everything on the page. */
export interface Widget {
  readonly node: HTMLElement;
  readonly isDisposed: boolean;
  readonly parent: Widget | null;
  addClass(name: string): void;
  dispose(): void;
}

export interface Lumino {
  readonly Widget: new () => Widget;
}

/** One output: its representations by MIME type. */
export interface MimeModel {
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Renderer extends Widget {
  /** Called with every new version of the output. */
  renderModel(model: MimeModel): Promise<void>;
}

export interface MimeExtension {
  id: string;
  rendererFactory: {
    safe: boolean;
    mimeTypes: string[];
    createRenderer(options: { mimeType: string }): Renderer;
  };
  rank: number;
  dataType: "string" | "json";
}

/** A part of JupyterLab that is started with it. */
export interface Plugin {
  id: string;
  autoStart: boolean;
  requires: unknown[];
  activate(application: unknown, ...required: unknown[]): void;
}

/** What the page and the kernel both have of a widget. */
export interface WidgetModel {
  readonly model_id: string;
  /** False for one that was saved with the notebook and has no kernel. */
  readonly comm_live: boolean;
  initialize(attributes: object, options: object): void;
  send(content: object, callbacks: object, buffers?: ArrayBuffer[]): void;
  on(events: string, handler: (...details: unknown[]) => void): void;
}

/** `@jupyter-widgets/base`. */
export interface WidgetBase {
  readonly WidgetModel: new () => WidgetModel;
  readonly IJupyterWidgetRegistry: unknown;
}

export interface WidgetRegistry {
  registerWidget(module: { name: string; version: string; exports: Record<string, unknown> }): void;
}
