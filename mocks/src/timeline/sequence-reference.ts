import { longestWord } from '../situation/situation-words.ts'
import type { TimelineStep } from './timeline.ts'

const separator = '-then-'

/** `pending-3x` lasts three calls, `pending-5s` five seconds, `pending` alone one call. */
const limitPattern = /^(.+?)-(\d{1,4})(x|s)$/

function readStep(text: string, words: ReadonlySet<string>): TimelineStep | null {
  if (words.has(text)) return { situation: text, forCalls: 1 }
  const [, situation = '', count = '', unit] = limitPattern.exec(text) ?? []
  if (!words.has(situation) || Number(count) === 0) return null
  return unit === 'x' ? { situation, forCalls: Number(count) } : { situation, forMs: Number(count) * 1000 }
}

/**
 * Reads a reference that is a timeline of its own: `pending-then-success`, `pending-3x-then-success-4711`,
 * `pending-5s-then-processing-2x-then-failed-1`. Null where it is none, or names what the provider does not have.
 */
export function readSequence(
  text: string,
  words: ReadonlySet<string>,
): readonly [TimelineStep, ...TimelineStep[]] | null {
  if (!text.includes(separator)) return null
  const parts = text.split(separator)
  const last = longestWord(parts.pop() ?? '', words)
  const [first, ...others] = parts.map((part) => readStep(part, words))
  if (!last || !first || parts.length > 19) return null
  const between: TimelineStep[] = []
  for (const step of others) {
    if (!step) return null
    between.push(step)
  }
  return [first, ...between, { situation: last }]
}
