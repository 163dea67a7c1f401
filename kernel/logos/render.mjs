// Draws the logo, an orbit that spirals into its fixed point on the page of a notebook, and renders the two sizes that
// Jupyter asks for. Run by hand after a change: `node kernel/logos/render.mjs`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

const centre = { x: 37, y: 32 };
const turns = 1.7;
const steps = 72;
const points = Array.from({ length: steps + 1 }, (_, step) => {
  const angle = (step / steps) * turns * 2 * Math.PI + Math.PI * 0.75;
  const radius = 21 * Math.exp((-1.05 * step) / steps);
  return `${(centre.x + radius * Math.cos(angle)).toFixed(1)} ${(centre.y + radius * 0.92 * Math.sin(angle)).toFixed(1)}`;
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
  <title>Phasebook</title>
  <rect x="2" y="2" width="60" height="60" rx="11" fill="#1f3a5f"/>
  <g fill="#f4f1e8">
    <circle cx="9.5" cy="14" r="2.4"/>
    <circle cx="9.5" cy="26" r="2.4"/>
    <circle cx="9.5" cy="38" r="2.4"/>
    <circle cx="9.5" cy="50" r="2.4"/>
  </g>
  <path d="M${points.join(" L")}" fill="none" stroke="#f4f1e8" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>
  <circle cx="${centre.x}" cy="${centre.y}" r="4" fill="#f5a623"/>
</svg>
`;

writeFileSync(file("logo-svg.svg"), svg);
for (const width of [32, 64])
  writeFileSync(
    file(`logo-${width}x${width}.png`),
    new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng(),
  );
