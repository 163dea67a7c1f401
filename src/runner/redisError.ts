import { DeadlyPiece } from "./deadlyPiece.js";

/** An error on its way from a worker. */
export interface ErrorJson {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** Of a {@link DeadlyPiece}: its number is the one within the batch. */
  readonly deadly?: { readonly piece: number; readonly victims: string; readonly reason: string };
}

const kinds = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

export function errorToJson(error: unknown): ErrorJson {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  const json = { name, message, ...(stack === undefined ? {} : { stack }) };
  if (!(error instanceof DeadlyPiece)) return json;
  const { piece, victims, reason } = error;
  return { ...json, deadly: { piece, victims, reason } };
}

/**
 * The error again, of the same class where that is one of the language.
 *
 * @param first the number of the batch's first piece
 */
export function errorFromJson({ name, message, stack, deadly }: ErrorJson, job: string, first: number): Error {
  if (deadly) return new DeadlyPiece(job, first + deadly.piece, deadly.victims, deadly.reason);
  const Kind = Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : Error;
  const error = new Kind(message);
  return stack === undefined ? error : Object.assign(error, { stack });
}
