/** One fault that a tired colleague could write. */
export interface Mutation {
  /** Text that stands in the file exactly once. */
  find: string
  replace: string
  /** What it would do to a user. */
  effect: string
  /** Why no test can tell it from the right code; such a fault is expected to survive. */
  equivalent?: string
}

/** The faults of one source file, and the tests of its workspace that are asked first. */
export interface MutatedFile {
  /** From the repository's root. */
  path: string
  /** From the root of the file's workspace. */
  tests: readonly string[]
  mutations: readonly Mutation[]
}

/** What is scored together: a signer, a status table with what reads it, a mock's checks, a part of core. */
export interface Area {
  name: string
  /** It never has fewer faults than this. */
  minimum: number
  files: readonly MutatedFile[]
}
