import { MockUsageError } from './usage-error.ts'

/** The place of a value in what was given: `timeline.1.forMs`; empty for the whole. */
export type Field = string

export function memberField(field: Field, name: string | number): Field {
  return field === '' ? String(name) : `${field}.${name}`
}

/** An object with no other members than these. */
export function readObject(
  value: unknown,
  field: Field,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MockUsageError(field, `takes an object with ${names.join(', ')}`)
  }
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new MockUsageError(memberField(field, unknown), `is not known here; known are ${names.join(', ')}`)
  }
  return value as Readonly<Record<string, unknown>>
}

export function readText(value: unknown, field: Field, longest = 255): string {
  if (typeof value === 'string' && value !== '' && value.length <= longest) return value
  throw new MockUsageError(field, `takes a text of 1 to ${longest} characters`)
}

export function readWhole(value: unknown, field: Field, least: number, most: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
    return value
  throw new MockUsageError(field, `takes a whole number from ${least} to ${most}`)
}

export function readYesNo(value: unknown, field: Field): boolean {
  if (typeof value === 'boolean') return value
  throw new MockUsageError(field, 'takes true or false')
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
    `takes one of ${choices.join(', ')}, not ${JSON.stringify(value) ?? 'nothing'}`,
  )
}

export function readList(value: unknown, field: Field, least: number, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length >= least && value.length <= most) return value
  throw new MockUsageError(field, `takes a list of ${least} to ${most}`)
}

/** Reads the value where there is one. */
export function optional<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined || value === null ? undefined : read(value)
}
