import { InvalidArgumentError } from "commander";

/** A flag that takes a number; what range is right the model says. */
export function numberOption(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || Number.isNaN(value))
      throw new InvalidArgumentError(`${flag} takes a number, got ${JSON.stringify(text)}.`);
    return value;
  };
}

/** A flag that takes a number of ns or a duration with its unit. */
export function quantityOption(text: string): number | string {
  const value = Number(text);
  return text.trim() === "" || Number.isNaN(value) ? text : value;
}

/** A flag that takes `on` or `off`. */
export function switchOption(flag: string): (text: string) => boolean {
  return (text) => {
    if (text !== "on" && text !== "off")
      throw new InvalidArgumentError(`${flag} takes on or off, got ${JSON.stringify(text)}.`);
    return text === "on";
  };
}
