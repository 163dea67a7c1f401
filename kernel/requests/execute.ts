import { format } from "../output/format.js";
import type { JsonObject, Message } from "../protocol/message.js";
import { Interrupted, isA } from "../runtime/errors.js";
import { reportMistakes } from "../runtime/traceback.js";
import type { Session } from "../session.js";

let unnumbered = 0;

/** Runs a cell; the content of the execute_reply. */
export async function execute(session: Session, request: Message): Promise<JsonObject> {
  const { content, header } = request;
  const code = String(content.code ?? "");
  const silent = content.silent === true;
  const stored = !silent && content.store_history !== false;
  if (stored) session.executionCount += 1;
  const count = session.executionCount;
  if (!silent) session.publisher.publish("execute_input", { code, execution_count: count }, header);
  unnumbered += stored ? 0 : 1;
  const name = stored ? `cell-${count}.ts` : `unnumbered-${unnumbered}.ts`;
  const entry = stored ? session.history.add(count, code) : undefined;

  return await session.context.executing(request, async () => {
    try {
      const { value } = await session.cells.run(code, name, (mistakes) => {
        const { traceback } = reportMistakes(mistakes, { name, code });
        session.publisher.stream("stderr", `${traceback.join("\n")}\n`, header);
      });
      if (value !== undefined && !silent) {
        // Values may say themselves how they are shown: that is the user's code too.
        await session.interruption.handle(async () => {
          const text = await session.display.showResult(value, count);
          if (entry) entry.output = text;
        });
      }
      await finishOutputs(session);
    } catch (error) {
      const failure = isA(Interrupted, error) ? error : await finishAllTheSame(session, error);
      if (isA(Interrupted, failure)) session.abandon(request);
      const { ename, evalue, traceback } = session.report(failure, { name, code });
      const report = { ename, evalue, traceback };
      if (!silent) session.publisher.publish("error", report, header);
      return { status: "error", execution_count: count, ...report, user_expressions: {}, payload: [] };
    } finally {
      session.attend();
    }
    const expressions = await evaluateAll(session, content.user_expressions);
    return { status: "ok", execution_count: count, user_expressions: expressions, payload: [] };
  });
}

/** Waits for what is still being rendered, and fails for what could not be. */
async function finishOutputs(session: Session): Promise<void> {
  await session.interruption.guard(() => session.outputs.drained());
  const failures = session.display.takeFailures();
  if (failures.length > 0) throw failures[0];
}

/** The error goes out after all that the cell has shown before. Returns what is to be reported: the error, unless the user would not wait. */
async function finishAllTheSame(session: Session, error: unknown): Promise<unknown> {
  try {
    await finishOutputs(session);
  } catch (later) {
    // The interrupt has been taken: an error that loops when it is looked at would not be broken off.
    if (isA(Interrupted, later)) return later;
    // What could not be shown is reported beside the error, unless it is the error.
    if (later !== error) session.reportStray(later);
  }
  session.outputs.abandon();
  session.display.takeFailures();
  return error;
}

/** Values that a client wants to know after the cell has run. */
async function evaluateAll(session: Session, expressions: unknown): Promise<JsonObject> {
  const results: JsonObject = {};
  for (const [key, expression] of Object.entries(expressions ?? {})) {
    unnumbered += 1;
    try {
      const { value } = await session.cells.evaluate(String(expression), `expression-${unnumbered}.ts`);
      await session.interruption.handle(async () => {
        results[key] = { status: "ok", data: await format(value), metadata: {} };
      });
    } catch (error) {
      results[key] = { status: "error", ...session.report(error) };
    }
  }
  return results;
}
