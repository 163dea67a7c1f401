// What `npm start` and `npm test` run on a bare clone, where nothing is installed and nothing is built. That is why the
// set-up is plain JavaScript on Node's own modules. This first file is CommonJS in the syntax of 2019, so that a Node of
// those years can read it as far as the sentence that tells it is too old; what follows is for the Node we need.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`phasebook: Node 20.19 or newer is needed, and this is Node ${process.versions.node}: see nodejs.org`);
  process.exitCode = 1;
} else {
  import("./setUp.mjs").then((setUp) => setUp.main(process.argv[2], process.argv.slice(3)));
}
