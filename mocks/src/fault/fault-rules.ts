import { MockLimitError } from '../usage-error.ts'
import type { Fault, FaultScope, FaultState } from './fault.ts'

const faultLimit = 100

/** What a call is, as far as faults and situations can be set for it. */
export interface CallScope {
  provider: string
  /** Every reference of the requested transaction; empty where the request has none. */
  names: readonly string[]
}

export interface FaultRules {
  /** `times` is the number of calls it applies to, null for ever. */
  add(fault: Fault, scope: FaultScope, times: number | null): FaultState
  /** The faults of one call, in the order they were set; those with a count lose one. */
  take(call: CallScope): readonly Fault[]
  /** True where such a fault was there. */
  remove(id: string): boolean
  clear(): void
  list(): FaultState[]
}

const none: readonly Fault[] = []

function applies({ provider, reference }: FaultScope, call: CallScope): boolean {
  return (
    (provider === undefined || provider === call.provider) &&
    (reference === undefined || call.names.includes(reference))
  )
}

/** The faults of one session, or those that apply to all. */
export function createFaultRules(): FaultRules {
  const rules = new Map<string, FaultState>()
  let lastId = 0
  return {
    add(fault, scope, times) {
      if (rules.size >= faultLimit) {
        throw new MockLimitError('fault', `limit reached: at most ${faultLimit} per session`)
      }
      lastId += 1
      const state: FaultState = { id: String(lastId), ...scope, fault, remaining: times }
      rules.set(state.id, state)
      return { ...state }
    },
    take(call) {
      if (rules.size === 0) return none
      const taken: Fault[] = []
      for (const state of rules.values()) {
        if (!applies(state, call)) continue
        taken.push(state.fault)
        if (state.remaining === null) continue
        state.remaining -= 1
        if (state.remaining === 0) rules.delete(state.id)
      }
      return taken
    },
    remove: (id) => rules.delete(id),
    clear: () => rules.clear(),
    list: () => [...rules.values()].map((state) => ({ ...state })),
  }
}
