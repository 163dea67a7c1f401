import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesGlob } from "../../kernel/requests/glob.js";

test.each([
  ["", "", true],
  ["", "*", true],
  ["a", "", false],
  ["abc", "a*", true],
  ["abc", "*b*", true],
  ["abc", "b*", false],
  ["a\nb", "a*b", true],
  ["a\nb", "a?b", true],
  ["🎈", "?", true],
  ["a.c", "a.c", true],
  ["abc", "a.c", false],
  ["b2", "[a-c][0-9]", true],
  ["d2", "[a-c][0-9]", false],
  ["d2", "[^a-c]2", true],
  ["]", "[]]", true],
  ["a[1]", "a[1]", false],
  ["a[1]", "a[[]1]", true],
  ["a[", "a[", true],
  ["-", "[a-]", true],
])("%j and the pattern %j: %s", (text, pattern, expected) => {
  expect(matchesGlob(text, pattern)).toBe(expected);
});

test("stars and question marks mean what they mean in a regular expression", () => {
  const of = (...letters: string[]) =>
    fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((list) => list.join(""));
  fc.assert(
    fc.property(of("a", "b"), of("a", "b", "*", "?"), (text, pattern) => {
      const expression = new RegExp(`^${pattern.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
      expect(matchesGlob(text, pattern)).toBe(expression.test(text));
    }),
  );
});

test("a pattern that a regular expression would take years for", () => {
  expect(matchesGlob("a".repeat(1000), `${"*a".repeat(100)}*b`)).toBe(false);
});
