import type { CallEvent, CallEventType } from './event.ts'

/** Which call an event belongs to. */
export interface EventSource {
  readonly provider: string
  /** Null until the first event makes one: most calls have none. */
  callId: string | null
  readonly attempts: number
}

type Details<Type extends CallEventType> = Omit<
  Extract<CallEvent, { type: Type }>,
  'type' | 'provider' | 'callId' | 'attempt' | 'at'
>

type Tell<Type extends CallEventType> = (source: EventSource, details: Details<Type>) => void

export interface Reporter {
  /** Undefined while nobody listens, so that `to('request')?.(…)` costs a look and makes nothing. */
  to<Type extends CallEventType>(type: Type): Tell<Type> | undefined
}

/** The part of a channel of `node:diagnostics_channel` that is used. */
interface Channel {
  readonly hasSubscribers: boolean
  publish(message: unknown): void
}

/** Tells `onEvent`, and the channel `cekstatus:<type>` where the runtime has channels, the same object. */
export function createReporter(onEvent: ((event: CallEvent) => void) | undefined, now: () => Date): Reporter {
  const openChannel = findChannels()
  const createTell = <Type extends CallEventType>(type: Type): (() => Tell<Type> | undefined) => {
    const channel = openChannel(`cekstatus:${type}`)
    const tell: Tell<Type> = (source, details) => {
      source.callId ??= crypto.randomUUID()
      const { provider, callId, attempts: attempt } = source
      const common = { type, provider, callId, attempt, at: readTime(now) }
      const event = Object.freeze({ ...common, ...details }) as unknown as CallEvent
      if (onEvent !== undefined) tellListener(onEvent, event)
      if (channel?.hasSubscribers) channel.publish(event)
    }
    return onEvent === undefined ? () => (channel?.hasSubscribers ? tell : undefined) : () => tell
  }
  const finders = {
    request: createTell('request'),
    response: createTell('response'),
    retry: createTell('retry'),
    wait: createTell('wait'),
    token: createTell('token'),
  }
  return { to: (type) => finders[type]() as ReturnType<Reporter['to']> }
}

/** A listener that fails, at once or later, has no say in the call. */
function tellListener(onEvent: (event: CallEvent) => unknown, event: CallEvent): void {
  try {
    const told = onEvent(event)
    if (told !== undefined) Promise.resolve(told).catch(() => undefined)
  } catch {
    // See above.
  }
}

/** A clock that is none is refused when the answer is read; here it must not matter. */
function readTime(now: () => Date): string {
  try {
    return now().toISOString()
  } catch {
    return new Date().toISOString()
  }
}

interface DiagnosticsChannels {
  channel?: (name: string) => Channel
}

function findChannels(): (name: string) => Channel | undefined {
  const module = findDiagnosticsChannels()
  return (name) => module?.channel?.(name)
}

/**
 * Reached through the global `process`, because an import would bind core to one runtime. Next.js's edge runtime has a
 * `process` that throws where it is asked for what it lacks.
 */
function findDiagnosticsChannels(): DiagnosticsChannels | undefined {
  try {
    const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }
    return process?.getBuiltinModule?.('node:diagnostics_channel') as DiagnosticsChannels | undefined
  } catch {
    return undefined
  }
}
