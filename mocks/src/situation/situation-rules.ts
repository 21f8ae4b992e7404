import type { SituationState } from '../control/control-types.ts'
import type { FaultScope } from '../fault/fault.ts'
import type { CallScope } from '../fault/fault-rules.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { MockLimitError } from '../usage-error.ts'

const ruleLimit = 1000

interface SituationRule {
  provider: string | null
  reference: string | null
  /** A plain situation is a timeline of one step. */
  timeline: Timeline
  isPlain: boolean
}

/** How narrow a rule is; the narrowest that applies wins. */
export type RuleLevel = 'reference' | 'provider' | 'everything'

export interface SituationRules {
  set(rule: SituationRule): void
  /** Removes the rule with exactly this scope; without a scope all. */
  clear(scope?: FaultScope): void
  find(level: RuleLevel, call: CallScope): SituationRule | null
  list(): SituationState[]
}

function keyOf(provider: string | null | undefined, reference: string | null | undefined): string {
  return `${provider ?? ''}\n${reference ?? ''}`
}

/** The situations that were set in one session, or for all. */
export function createSituationRules(): SituationRules {
  const rules = new Map<string, SituationRule>()
  const findReference = ({ provider, names }: CallScope): SituationRule | null => {
    for (const name of names) {
      const rule = rules.get(keyOf(provider, name)) ?? rules.get(keyOf(null, name))
      if (rule) return rule
    }
    return null
  }
  return {
    set(rule) {
      const key = keyOf(rule.provider, rule.reference)
      if (!rules.has(key) && rules.size >= ruleLimit) {
        throw new MockLimitError('situation', `limit reached: at most ${ruleLimit} per session`)
      }
      rules.set(key, rule)
    },
    clear(scope) {
      if (scope) rules.delete(keyOf(scope.provider, scope.reference))
      else rules.clear()
    },
    find(level, call) {
      if (rules.size === 0) return null
      if (level === 'reference') return findReference(call)
      return rules.get(level === 'provider' ? keyOf(call.provider, null) : keyOf(null, null)) ?? null
    },
    list: () =>
      [...rules.values()].map(({ provider, reference, timeline, isPlain }) => {
        const state = timeline.state()
        return {
          provider,
          reference,
          situation: isPlain ? (state.steps[0]?.situation ?? null) : null,
          timeline: isPlain ? null : state,
        }
      }),
  }
}
