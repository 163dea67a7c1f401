type State = Readonly<Record<string, unknown>>;

/**
 * What bounds make of a changed state, as in ipywidgets: a value outside `min` to `max` is moved to the nearer one, also where it is
 * the bound that moved; so are both ends of a range.
 *
 * @param name of the control
 * @param changed the attributes that were asked to change
 * @returns the attributes that have to be other than they are
 * @throws RangeError where `min` is above `max`, the ends of a range are the wrong way round, or a number among tags or an index
 * is out of bounds: there is no nearest one that could be meant
 */
export function withinBounds(name: string, state: State, changed: readonly string[]): State {
  if (Array.isArray(state.children) && "selected_index" in state) return checkPage(name, state, changed);
  if (Array.isArray(state._options_labels)) return checkIndex(name, state);
  if ("allowed_tags" in state) return checkTags(name, state);
  if (!("min" in state && "max" in state && "value" in state)) return {};
  const { min, max, value } = state as { min: Bound; max: Bound; value: Bound | readonly [number, number] };
  if (min !== null && max !== null && min > max)
    throw new RangeError(`${name}: min must be at most max, got min ${shown(min)} and max ${shown(max)}`);
  const [low, high] = "base" in state ? [min, max].map((exponent) => (state.base as number) ** +exponent!) : [min, max];
  if (!Array.isArray(value)) {
    const bounded = clamp(value as Bound, low!, high!);
    return bounded === value ? {} : { value: bounded };
  }
  const [lower, upper] = value as [number, number];
  if (lower > upper) throw new RangeError(`${name}: a range goes from the lower to the upper end, got [${value}]`);
  const bounded = [clamp(lower, low!, high!), clamp(upper, low!, high!)];
  return bounded[0] === lower && bounded[1] === upper ? {} : { value: bounded };
}

type Bound = number | string | Date | null;

/** ISO 8601 sorts as text; an instant as its number. */
function clamp(value: Bound, min: Bound, max: Bound): Bound {
  if (value === null) return null;
  if (min !== null && value < min) return min;
  if (max !== null && value > max) return max;
  return value;
}

function checkPage(name: string, { children, selected_index: index }: State, changed: readonly string[]): State {
  const { length } = children as readonly unknown[];
  if (index === null || (Number(index) >= 0 && Number(index) < length)) return {};
  if (!changed.includes("selected_index")) return { selected_index: length > 0 ? length - 1 : null };
  throw new RangeError(
    `${name}: there are ${length} pages, so selected_index is from 0 to ${length - 1}, got ${index}`,
  );
}

function checkIndex(name: string, { _options_labels: labels, index }: State): State {
  const { length } = labels as readonly string[];
  for (const each of [index].flat() as (number | null)[])
    if (each !== null && !(each >= 0 && each < length))
      throw new RangeError(`${name}: there are ${length} choices, so an index is from 0 to ${length - 1}, got ${each}`);
  return {};
}

function checkTags(name: string, state: State): State {
  const { value, allowed_tags: allowed, min = null, max = null } = state as Record<string, Bound | unknown[]>;
  for (const tag of value as (string | number)[]) {
    if (tag === "") throw new RangeError(`${name}: a tag cannot be empty`);
    if ((allowed as unknown[]).length > 0 && !(allowed as unknown[]).includes(tag))
      throw new RangeError(`${name}: the allowed tags are ${(allowed as unknown[]).join(", ")}, got ${tag}`);
    if (clamp(tag, min as Bound, max as Bound) !== tag)
      throw new RangeError(`${name}: tags are from ${min ?? "-∞"} to ${max ?? "∞"}, got ${tag}`);
  }
  return {};
}

function shown(bound: Bound): string {
  return bound instanceof Date ? bound.toISOString() : String(bound);
}
