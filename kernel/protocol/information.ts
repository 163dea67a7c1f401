import { type JsonObject, protocolVersion } from "./message.js";

/** The version of TypeScript that cells are written in: that of tslab, which is pinned. */
const languageVersion = "5.0.4";

/** What the kernel says of itself in a kernel_info_reply. */
export function kernelInformation(implementationVersion: string): JsonObject {
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "phasebook",
    implementation_version: implementationVersion,
    banner: `Phasebook ${implementationVersion}: TypeScript ${languageVersion} on Node ${process.version}`,
    language_info: {
      name: "typescript",
      version: languageVersion,
      mimetype: "application/typescript",
      file_extension: ".ts",
      // The name by which JupyterLab's CodeMirror knows the language.
      codemirror_mode: "typescript",
      pygments_lexer: "typescript",
      nbconvert_exporter: "script",
    },
    debugger: false,
    supported_features: [],
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest/api/" },
    ],
  };
}
