import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { CallEvent } from '@cekstatus/core'
import type { CallEventType } from '@cekstatus/core/provider'

const types: readonly CallEventType[] = ['request', 'response', 'retry', 'wait', 'token']

export interface Listener {
  /** For the options of a client. */
  onEvent(event: CallEvent): void
  /** All events since the last time, of `onEvent` and of the channels. */
  take(): { told: CallEvent[]; published: unknown[] }
  stop(): void
}

/** Listens to a client's events in both ways that there are. */
export function listen(): Listener {
  const told: CallEvent[] = []
  const published: unknown[] = []
  const collect = (message: unknown): void => void published.push(message)
  for (const type of types) subscribe(`cekstatus:${type}`, collect)
  return {
    onEvent: (event) => void told.push(event),
    take: () => ({ told: told.splice(0), published: published.splice(0) }),
    stop: () => {
      for (const type of types) unsubscribe(`cekstatus:${type}`, collect)
    },
  }
}
