import { parseArgs } from 'node:util'

export interface RunArguments {
  /** Only areas whose name holds this text. */
  area: string | null
  /** Only faults whose file and effect hold this text. */
  only: string | null
  /** Copies of the repository that are tried at the same time. */
  jobs: number
}

/** @throws Error that names the argument */
export function readArguments(args: readonly string[]): RunArguments {
  const { values } = parseArgs({
    // pnpm hands on the sign that separates its own arguments.
    args: args.filter((arg) => arg !== '--'),
    options: { area: { type: 'string' }, only: { type: 'string' }, jobs: { type: 'string', default: '2' } },
  })
  if (!/^[1-9]\d?$/.test(values.jobs)) throw new Error('--jobs: give a whole number from 1 to 99')
  return { area: values.area ?? null, only: values.only ?? null, jobs: Number(values.jobs) }
}
