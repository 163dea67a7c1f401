/** How long runs may follow each other without the rest of the program having a turn, ms. */
const longest = 30;

/** What a loop of runs awaits after each: it lets the rest of the program run now and then, so a page or kernel stays awake. */
export function turns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began <= longest) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    began = performance.now();
  };
}
