// The few types of JupyterLab that are needed here, as its rendermime-interfaces and Lumino's widgets describe them.

/** Lumino's base class of everything on the page. */
export interface Widget {
  readonly node: HTMLElement;
  readonly isDisposed: boolean;
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
