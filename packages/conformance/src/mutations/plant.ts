import type { MutatedFile, Mutation } from './mutation.ts'

/** The file's text with the fault in it. @throws Error when the list no longer follows the code */
export function plant(text: string, { find, replace }: Pick<Mutation, 'find' | 'replace'>): string {
  const [before, after, ...others] = text.split(find)
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`it stands ${text.split(find).length - 1} times instead of once: ${find}`)
  }
  return before + replace + after
}

/** `packages/core`, or `mocks`. */
export function workspaceOf({ path }: Pick<MutatedFile, 'path'>): string {
  return path
    .split('/')
    .slice(0, path.startsWith('packages/') ? 2 : 1)
    .join('/')
}

/** Tells one fault from all others, in reports and on the command line. */
export function nameMutation(
  { path }: Pick<MutatedFile, 'path'>,
  { effect }: Pick<Mutation, 'effect'>,
): string {
  return `${path}: ${effect}`
}
