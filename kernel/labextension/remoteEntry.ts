// The container that JupyterLab asks for the modules of this extension: webpack's module federation, whose contract is
// `window._JUPYTERLAB[name] = { init(sharedScope), get(module) }`. It is small enough to be written by hand, which
// spares the package a bundler; everything behind it is a plain ES module that the browser fetches when it is asked for.
//
// This file is a classic script (no import, no export): that is how JupyterLab loads it.

/** What JupyterLab and its extensions share: for every package its versions, each with a way to get it. */
type SharedScope = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

interface Container {
  init(scope: SharedScope): Promise<void>;
  get(module: string): Promise<() => unknown>;
}

{
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement))
    throw new Error("phasebook: the lab extension has to be loaded as a script");
  const address = script.src;
  let scope: SharedScope = {};

  /** A package as JupyterLab and its extensions use it; a second copy of its classes would not work with the first. */
  const shared = async (name: string): Promise<unknown> => {
    const version = Object.values(scope[name] ?? {}).at(-1);
    return version && (await version.get())();
  };

  /** One line a module; they are named in the `jupyterlab._build` part of package.json. */
  const modules: Record<string, () => Promise<unknown>> = {
    "./mimeExtension": async () => {
      const { mimeExtension } = await import(new URL("mimeExtension.js", address).href);
      return mimeExtension(await shared("@lumino/widgets"));
    },
    "./figureWidget": async () => {
      const base = await shared("@jupyter-widgets/base");
      // Without ipywidgets figures are drawn all the same; they only do not change.
      if (!base) return [];
      const { figureWidget } = await import(new URL("figureWidget.js", address).href);
      return [figureWidget(base)];
    },
  };

  const container: Container = {
    async init(given) {
      scope = given;
    },
    async get(name) {
      const module = modules[name];
      if (!module) throw new Error(`phasebook: the lab extension has no module ${name}`);
      const extension = await module();
      return () => ({ __esModule: true, default: extension });
    },
  };

  const page = window as unknown as { _JUPYTERLAB?: Record<string, Container> };
  page._JUPYTERLAB ??= {};
  page._JUPYTERLAB.phasebook = container;
}
