/** Something that is missing or wrong in a way the user can mend: its message is all they are shown. */
export class SetUpFailure extends Error {}
