import type { Comm, CommMessage, JupyterHost } from "../display/host.js";

/** The version of the messages between a widget and its counterpart in the page. */
export const widgetProtocol = { version: "2.1.0" };

/** The version of those about all widgets. */
const controlProtocol = { version: "1.0.0" };

/** What the page is told about a widget that it asks for. */
export interface Registered {
  readonly id: string;
  /** Its whole state, ready to be sent. */
  snapshot(): {
    readonly state: Record<string, unknown>;
    readonly bufferPaths: (string | number)[][];
    readonly buffers: Uint8Array[];
  };
}

/** The widgets alive in each kernel. The kernel is the key, so that nothing outlives it. */
const registries = new WeakMap<JupyterHost, Map<string, Registered>>();

/**
 * The widgets alive in a kernel, by id. From the first call on, a page that is loaded again, or a second one, is told of all
 * of them: it asks over `jupyter.widget.control`.
 *
 * @param adopt makes the widget for a model that the page has made
 */
export function registryOf(
  host: JupyterHost,
  adopt: (comm: Comm, message: CommMessage) => void,
): Map<string, Registered> {
  const known = registries.get(host);
  if (known) return known;
  const registry = new Map<string, Registered>();
  registries.set(host, registry);
  host.onCommOpen("jupyter.widget", adopt);
  host.onCommOpen("jupyter.widget.control", (comm) => {
    comm.onMessage = ({ data }) => {
      if ((data as { method?: string } | undefined)?.method === "request_states") sendStates(comm, registry);
    };
  });
  return registry;
}

function sendStates(comm: Comm, registry: ReadonlyMap<string, Registered>): void {
  const states: Record<string, unknown> = {};
  const bufferPaths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  for (const [id, widget] of registry) {
    const snapshot = widget.snapshot();
    const { _model_name: name, _model_module: module, _model_module_version: version } = snapshot.state;
    states[id] = { model_name: name, model_module: module, model_module_version: version, state: snapshot.state };
    bufferPaths.push(...snapshot.bufferPaths.map((path) => [id, "state", ...path]));
    buffers.push(...snapshot.buffers);
  }
  comm.send({ method: "update_states", states, buffer_paths: bufferPaths }, { metadata: controlProtocol, buffers });
}
