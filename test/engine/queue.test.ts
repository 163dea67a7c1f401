import fc from "fast-check";
import { expect, it } from "vitest";
import { EventQueue } from "../../src/engine/queue.js";

it("hands out events by time, then priority, then in the order they were scheduled", () => {
  const event = fc.record({
    time: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1e15, noNaN: true })),
    priority: fc.integer({ min: -2, max: 2 }),
    takes: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 300 }), (events) => {
      const queue = new EventQueue();
      let waiting: { time: number; priority: number; index: number }[] = [];
      const takeFirst = (): void => {
        waiting = waiting.sort((a, b) => a.time - b.time || a.priority - b.priority || a.index - b.index);
        const first = waiting.shift()!;
        expect([queue.nextTime, queue.nextState, queue.nextEntity]).toEqual([first.time, first.index, 7 + first.index]);
        queue.take();
      };
      events.forEach(({ time, priority, takes }, index) => {
        queue.push(time, priority, index, 7 + index);
        waiting.push({ time, priority, index });
        for (let each = 0; each < takes && waiting.length > 0; each += 1) {
          takeFirst();
          // Now and then the place is left open for the push that follows.
          if (each + 1 < takes || time % 2 === 0) queue.close();
        }
      });
      queue.close();
      while (waiting.length > 0) {
        takeFirst();
        queue.close();
      }
      expect(queue.length).toBe(0);
      expect(queue.nextTime).toBe(Infinity);
    }),
  );
});
