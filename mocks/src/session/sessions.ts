import { type BoundedMap, createBoundedMap } from '../bounded-map.ts'
import type { SessionSettings } from '../control/control-types.ts'
import { createRuleSet, createSession, type RuleSet, type SessionState } from './session.ts'
import { defaultSession } from './session-name.ts'

/** Sessions that are kept; beyond it the one unused for longest is forgotten, its journal included. */
export const sessionLimit = 200

export interface Sessions {
  /** Begins the session where it is new. */
  of(name: string): SessionState
  known(name: string): SessionState | undefined
  list(): SessionState[]
  delete(name: string): void
  /** What applies to every session. */
  readonly all: RuleSet
}

export interface SessionsOptions {
  limit: number
  realNow: () => Date
  defaults: SessionSettings
  /** Told when a session had to go. */
  forget(name: string): void
}

export function createSessions({ limit, realNow, defaults, forget }: SessionsOptions): Sessions {
  const named: BoundedMap<SessionState> = createBoundedMap(limit, forget)
  // Never forgotten: whoever names no session must find what he set.
  const unnamed = createSession(defaultSession, realNow, defaults)
  const begin = (name: string): SessionState => {
    const session = createSession(name, realNow, defaults)
    named.set(name, session)
    return session
  }
  return {
    of: (name) => (name === defaultSession ? unnamed : (named.get(name) ?? begin(name))),
    known: (name) => (name === defaultSession ? unnamed : named.get(name)),
    list: () => [unnamed, ...named.values()],
    delete(name) {
      if (name === defaultSession) unnamed.reset()
      else named.delete(name)
    },
    all: createRuleSet(),
  }
}
