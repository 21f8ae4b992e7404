/** Something that whoever runs the program can put right; told in one line. */
export class UsageError extends Error {}
