import {
  type Field,
  memberField,
  optional,
  readList,
  readObject,
  readText,
  readWhole,
} from '../read-input.ts'
import { MockUsageError } from '../usage-error.ts'
import type { TimelineStep } from './timeline.ts'

export type TimelineSteps = readonly [TimelineStep, ...TimelineStep[]]

const stepLimit = 20
const longestStepMs = 31 * 24 * 60 * 60 * 1000
const mostCalls = 1_000_000

function readStep(value: unknown, field: Field, isLast: boolean): TimelineStep {
  const members = readObject(value, field, ['situation', 'forMs', 'forCalls'])
  const situation = readText(members.situation, memberField(field, 'situation'))
  const forMs = optional(members.forMs, (ms) => readWhole(ms, memberField(field, 'forMs'), 1, longestStepMs))
  const forCalls = optional(members.forCalls, (calls) =>
    readWhole(calls, memberField(field, 'forCalls'), 1, mostCalls),
  )
  const hasEnd = forMs !== undefined || forCalls !== undefined
  if (hasEnd === isLast) {
    throw new MockUsageError(
      field,
      isLast ? 'is the last step and must not have forMs or forCalls' : 'requires forMs or forCalls',
    )
  }
  return {
    situation,
    ...(forMs !== undefined && { forMs }),
    ...(forCalls !== undefined && { forCalls }),
  }
}

/** Two to twenty steps, each but the last with an end. */
export function readTimeline(value: unknown, field: Field): TimelineSteps {
  const steps = readList(value, field, 2, stepLimit)
  const [first, ...others] = steps.map((step, place) =>
    readStep(step, memberField(field, place), place === steps.length - 1),
  )
  if (!first) throw new MockUsageError(field, 'requires a step')
  return [first, ...others]
}
