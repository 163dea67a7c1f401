import { isFurniture } from "./furniture.js";
import { jsonObjects, numberOf, textOf } from "./jsonObjects.js";
import { type BpfMap, MapsReading } from "./kind/maps.js";
import type { Lines } from "./lines.js";
import type { Reader } from "./reader.js";

const first = /^\s*(\d+): (type \d+|[a-z]\w*)\s+(?:name (\S+)\s+)?flags (0x[0-9a-f]+)/;
const sizes = /^\s+key (\d+)B\s+value (\d+)B\s+max_entries (\d+)(?:\s+memlock (\d+)B)?/;
const below = /^\s+(?:btf_id|pids|pinned|frozen|owner_prog_type|owner_jited|owner|ifindex|offloaded_to|cookie)\b/;
const jsonKeys = /"(?:bytes_key|bytes_value)"\s*:/;

/**
 * `bpftool map show`, plain and JSON. Local storage has max_entries 0: it lives in the tasks. Source: tools/bpf/bpftool/map.c of Linux.
 */
export const bpftoolMaps: Reader<MapsReading> = {
  tools: ["bpftool-map-show", "bpftool-map"],
  kinds: ["maps"],
  recognises: (head) => (head.some((line) => first.test(line) || jsonKeys.test(line)) ? 0.95 : 0),
  read(lines) {
    const isJson = lines.head().some((line) => jsonKeys.test(line));
    const maps = isJson ? jsonMaps(lines) : plainMaps(lines);
    if (maps.some(({ maxEntries }) => maxEntries === 0))
      lines.note("max_entries 0 is local storage or a map of the kernel's own size: it has no bound of its own");
    return new MapsReading(lines, maps);
  },
};

function jsonMaps(lines: Lines): BpfMap[] {
  const maps: BpfMap[] = [];
  for (const { value, line } of jsonObjects(lines)) {
    const id = numberOf(value.id);
    if (id === null || !("type" in value)) {
      const reason = "error" in value ? "is an error of bpftool" : "is no map: it has no id or type";
      lines.report.leaveOut(line, JSON.stringify(value), reason);
      continue;
    }
    maps.push({
      id,
      name: textOf(value.name),
      type: typeof value.type === "number" ? `type ${value.type}` : textOf(value.type),
      flags: numberOf(value.flags),
      keyBytes: numberOf(value.bytes_key),
      valueBytes: numberOf(value.bytes_value),
      maxEntries: numberOf(value.max_entries),
      memlockBytes: numberOf(value.bytes_memlock),
      isFrozen: Boolean(value.frozen),
    });
  }
  return maps;
}

function plainMaps(lines: Lines): BpfMap[] {
  const maps: BpfMap[] = [];
  for (const line of lines) {
    const match = first.exec(line);
    const size = sizes.exec(line);
    const last = maps.at(-1);
    if (match) {
      const [, id, type = "", name = null, flags = ""] = match;
      const empty = { keyBytes: null, valueBytes: null, maxEntries: null, memlockBytes: null, isFrozen: false };
      maps.push({ id: Number(id), name, type, flags: Number.parseInt(flags, 16), ...empty });
    } else if (size && last) {
      const [keyBytes, valueBytes, maxEntries, memlockBytes] = size.slice(1).map(numberOf) as (number | null)[];
      maps[maps.length - 1] = { ...last, keyBytes, valueBytes, maxEntries, memlockBytes } as BpfMap;
    } else if (last && below.test(line)) {
      if (/\bfrozen\b/.test(line)) maps[maps.length - 1] = { ...last, isFrozen: true };
    } else if (!isFurniture(line, lines)) lines.skip("is no line of a map that is known");
  }
  return maps;
}
