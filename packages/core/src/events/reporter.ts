import { findBuiltInModule } from '../built-in-module.ts'
import type { CallEvent, CallEventType } from './event.ts'

/** The call that an event belongs to. */
export interface EventSource {
  readonly provider: string
  /** Created for the first event: most calls have none. */
  callId: string | null
  readonly attempts: number
}

type Details<Type extends CallEventType> = Omit<
  Extract<CallEvent, { type: Type }>,
  'type' | 'provider' | 'callId' | 'attempt' | 'at'
>

type Report<Type extends CallEventType> = (source: EventSource, details: Details<Type>) => void

export interface Reporter {
  /** Undefined without listeners, so that `to('request')?.(…)` creates nothing. */
  to<Type extends CallEventType>(type: Type): Report<Type> | undefined
}

interface Channel {
  readonly hasSubscribers: boolean
  publish(message: unknown): void
}

interface DiagnosticsChannels {
  channel?: (name: string) => Channel
}

/** Sends each event to `onEvent` and, where the runtime has `node:diagnostics_channel`, to `cekstatus:<type>`. */
export function createReporter(onEvent: ((event: CallEvent) => void) | undefined, now: () => Date): Reporter {
  const channels = findBuiltInModule('node:diagnostics_channel') as DiagnosticsChannels | undefined
  const createReport = <Type extends CallEventType>(type: Type): (() => Report<Type> | undefined) => {
    const channel = channels?.channel?.(`cekstatus:${type}`)
    const report: Report<Type> = (source, details) => {
      source.callId ??= crypto.randomUUID()
      const { provider, callId, attempts: attempt } = source
      const common = { type, provider, callId, attempt, at: readTime(now) }
      const event = Object.freeze({ ...common, ...details }) as unknown as CallEvent
      if (onEvent !== undefined) notify(onEvent, event)
      if (channel?.hasSubscribers) channel.publish(event)
    }
    return onEvent === undefined ? () => (channel?.hasSubscribers ? report : undefined) : () => report
  }
  const finders = {
    request: createReport('request'),
    response: createReport('response'),
    retry: createReport('retry'),
    wait: createReport('wait'),
    token: createReport('token'),
  }
  return { to: (type) => finders[type]() as ReturnType<Reporter['to']> }
}

/** A listener that throws or rejects does not affect the call. */
function notify(onEvent: (event: CallEvent) => unknown, event: CallEvent): void {
  try {
    const result = onEvent(event)
    if (result !== undefined) Promise.resolve(result).catch(() => undefined)
  } catch {
    // See above.
  }
}

/** A broken clock is rejected when the response is parsed; here it must not matter. */
function readTime(now: () => Date): string {
  try {
    return now().toISOString()
  } catch {
    return new Date().toISOString()
  }
}
