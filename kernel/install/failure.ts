/** Something that is wrong in a way the user can mend; its message is the whole answer, without a stack trace. */
export class InstallFailure extends Error {
  override readonly name = "InstallFailure";
}
