/** What stands for exactly one character. */
type One = (character: string) => boolean;

/**
 * Whether a whole text is of the shape that a pattern of SQLite's GLOB has, as IPython's history is searched: `*` stands for any characters,
 * `?` for one, `[a-c]` and `[^a-c]` for one of a set or none of it. The time is at most the product of the lengths, which a regular expression of
 * the same meaning does not keep to.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  const parts = partsOf(pattern);
  const characters = [...text];
  let part = 0;
  let at = 0;
  /** The last star, and where what follows it was tried. */
  let star = -1;
  let tried = 0;
  while (at < characters.length) {
    const one = parts[part];
    if (one === "*") {
      star = part;
      part += 1;
      tried = at;
    } else if (one?.(characters[at]!)) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      part = star + 1;
      tried += 1;
      at = tried;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === "*");
}

function partsOf(pattern: string): (One | "*")[] {
  const found = pattern.match(/\[\^?\]?[^\]]*\]|[\s\S]/gu) ?? [];
  return found.map((part) => {
    if (part === "*") return "*";
    if (part === "?") return () => true;
    return part.length > 2 && part.startsWith("[") ? setOf(part) : (character) => character === part;
  });
}

function setOf(part: string): One {
  const negated = part.startsWith("[^");
  const ranges = part.slice(negated ? 2 : 1, -1).match(/[\s\S]-[\s\S]|[\s\S]/gu) ?? [];
  const holds = (character: string) =>
    ranges.some((range) => {
      const [first, , last = first] = range;
      return character >= first! && character <= last!;
    });
  return (character) => holds(character) !== negated;
}
