import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/** A call of a method on the other side of a port, and what came of it. */
interface Call {
  id: number;
  method: string;
  parameters: unknown[];
}
type Answer = { id: number; value: unknown } | { id: number; error: { name: string; message: string } };

/** The methods of an object in another thread: each returns a promise. */
export type Remote<Service> = {
  [Name in keyof Service]: Service[Name] extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Promise<Result>
    : never;
};

/**
 * Answers calls that arrive at ports with the methods of an object, one after the other. What waits at a port is answered before what waits at
 * a later one.
 */
export function serve(service: object, ...ports: readonly MessagePort[]): void {
  const answer = (port: MessagePort, { id, method, parameters }: Call): void => {
    let answer: Answer;
    try {
      answer = { id, value: Reflect.get(service, method).apply(service, parameters) };
    } catch (error) {
      // A cloned error would have lost its name, and its stack is that of this thread.
      const { name, message } = error as Error;
      answer = { id, error: { name, message } };
    }
    port.postMessage(answer);
  };
  for (const [index, port] of ports.entries())
    port.on("message", (call: Call) => {
      for (const earlier of ports.slice(0, index))
        for (let first = receiveMessageOnPort(earlier); first; first = receiveMessageOnPort(earlier))
          answer(earlier, first.message);
      answer(port, call);
    });
}

/** An object in another thread, which `serve` offers at the other end of the port. */
export function remote<Service extends object>(port: MessagePort): Remote<Service> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let calls = 0;
  port.on("message", (answer: Answer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("error" in answer) call?.reject(revived(answer.error));
    else call?.resolve(answer.value);
  });
  const call = (method: string, parameters: unknown[]): Promise<unknown> => {
    calls += 1;
    const id = calls;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      port.postMessage({ id, method, parameters } satisfies Call);
    });
  };
  const methods = {
    get:
      (_: object, method: string) =>
      (...parameters: unknown[]) =>
        call(method, parameters),
  };
  return new Proxy({}, methods) as Remote<Service>;
}

function revived({ name, message }: { name: string; message: string }): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}
