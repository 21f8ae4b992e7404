import {
  type Field,
  memberField,
  optional,
  readObject,
  readOneOf,
  readText,
  readWhole,
} from '../read-input.ts'
import type { Fault, FaultKind } from './fault.ts'

/** An app's own timeout is far below. */
const longestDelayMs = 120_000
const mostBytes = 1_048_576
const longestRetrySeconds = 86_400

type MemberReader = (value: unknown, field: Field) => string | number

function whole(least: number, most: number): MemberReader {
  return (value, field) => readWhole(value, field, least, most)
}

const headerText: MemberReader = (value, field) => readText(value, field, 255).replace(/[^\x20-\x7e]/g, '')
const anyText: MemberReader = (value, field) => readText(value, field, 255)

/** The members of each fault; those after `required` may be left out. */
const shapes: Record<
  FaultKind,
  { required?: Record<string, MemberReader>; optional?: Record<string, MemberReader> }
> = {
  latency: {
    required: { delayMs: whole(0, longestDelayMs) },
    optional: { jitterMs: whole(0, longestDelayMs) },
  },
  'slow-drip': { optional: { bytes: whole(1, mostBytes), everyMs: whole(1, 10_000) } },
  reset: {},
  'reset-in-body': { optional: { afterBytes: whole(0, mostBytes) } },
  'truncated-body': { optional: { keepBytes: whole(0, mostBytes) } },
  'empty-body': {},
  'bad-gateway': {},
  'rate-limited': { optional: { retryAfterSeconds: whole(0, longestRetrySeconds) } },
  'server-error': {},
  'service-unavailable': { optional: { retryAfterSeconds: whole(0, longestRetrySeconds) } },
  'wrong-content-type': { optional: { contentType: headerText } },
  'unknown-status-word': { optional: { word: anyText } },
  'number-as-text': { optional: { field: anyText } },
  'missing-field': { required: { field: anyText } },
}

export const faultKinds = Object.keys(shapes) as FaultKind[]

/** Reads `{ kind, … }`; refuses members that the kind does not have. */
export function readFault(value: unknown, field: Field): Fault {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const kindOf = isObject && 'kind' in value ? value.kind : undefined
  const kind = readOneOf(kindOf, memberField(field, 'kind'), faultKinds)
  const { required = {}, optional: others = {} } = shapes[kind]
  const names = [...Object.keys(required), ...Object.keys(others)]
  const members = readObject(value, field, ['kind', ...names])
  const fault: Record<string, unknown> = { kind }
  for (const [name, read] of Object.entries(required))
    fault[name] = read(members[name], memberField(field, name))
  for (const [name, read] of Object.entries(others)) {
    const member = optional(members[name], (given) => read(given, memberField(field, name)))
    if (member !== undefined) fault[name] = member
  }
  return fault as unknown as Fault
}
