import { didYouMean } from './nearest.ts'
import { MockUsageError } from './usage-error.ts'

/** The path of a value in the input: `timeline.1.forMs`; empty for the whole input. */
export type Field = string

export function memberField(field: Field, name: string | number): Field {
  return field === '' ? String(name) : `${field}.${name}`
}

/** The error for a name that is not among the known ones. */
export function unknownMember(field: Field, name: string, names: readonly string[]): MockUsageError {
  return new MockUsageError(
    field,
    `is unknown${didYouMean(name, names)}; known: ${names.join(', ') || 'none'}`,
  )
}

/** Reads an object that has no other members than these. */
export function readObject(
  value: unknown,
  field: Field,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MockUsageError(field, `must be an object with ${names.join(', ')}`)
  }
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw unknownMember(memberField(field, unknown), unknown, names)
  }
  return value as Readonly<Record<string, unknown>>
}

export function readText(value: unknown, field: Field, longest = 255): string {
  if (typeof value === 'string' && value !== '' && value.length <= longest) return value
  throw new MockUsageError(field, `must be a string of 1 to ${longest} characters`)
}

export function readWhole(value: unknown, field: Field, least: number, most: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
    return value
  throw new MockUsageError(field, `must be an integer from ${least} to ${most}`)
}

export function readYesNo(value: unknown, field: Field): boolean {
  if (typeof value === 'boolean') return value
  throw new MockUsageError(field, 'must be true or false')
}

export function readOneOf<Choice extends string>(
  value: unknown,
  field: Field,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === value)
  if (choice !== undefined) return choice
  throw new MockUsageError(
    field,
    `must be one of ${choices.join(', ')}, not ${JSON.stringify(value) ?? 'undefined'}${didYouMean(String(value), choices)}`,
  )
}

export function readList(value: unknown, field: Field, least: number, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length >= least && value.length <= most) return value
  throw new MockUsageError(field, `must be an array of ${least} to ${most} elements`)
}

/** Reads the value where there is one. */
export function optional<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined || value === null ? undefined : read(value)
}
