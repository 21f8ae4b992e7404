import { CekStatusError } from '../errors.ts'
import { onAbort } from '../signals.ts'

/** The time limit of one call and the caller's signal. */
export interface Deadline {
  /** Milliseconds left; 0 or less when it has passed. */
  remainingMs(): number
  /** Throws `ABORTED` once the caller's signal is aborted. */
  throwIfAborted(): void
  /**
   * Begins a part of the call. Its signal aborts with the caller's signal, after `limitMs`, or at the deadline; the
   * reason is the `ABORTED` or `TIMEOUT` error. Throws that error if no time is left. Parts must not overlap, and each
   * must be ended.
   */
  begin(limitMs: number): Part
  /** Removes the listener from the caller's signal. */
  end(): void
}

interface Part {
  readonly signal: AbortSignal
  /** Settles with the promise, or rejects with the signal's reason as soon as the signal aborts. */
  within<Value>(promise: Promise<Value>): Promise<Value>
  end(): void
}

/** Starts the deadline of one call, by the runtime's monotonic clock: the `now` option may stand still or jump. */
export function startDeadline(deadlineMs: number, callerSignal: AbortSignal | undefined): Deadline {
  const endsAt = performance.now() + deadlineMs
  let abortCurrent: ((reason: CekStatusError) => void) | null = null
  const abort = (): void => abortCurrent?.(abortedError())
  const leave = callerSignal === undefined ? undefined : onAbort(callerSignal, abort)
  const remainingMs = (): number => endsAt - performance.now()
  const throwIfAborted = (): void => {
    if (callerSignal?.aborted) throw abortedError()
  }
  return {
    remainingMs,
    throwIfAborted,
    begin(limitMs) {
      throwIfAborted()
      const leftMs = Math.ceil(remainingMs())
      if (leftMs <= 0) throw timeoutError('deadlineMs', deadlineMs)
      const controller = new AbortController()
      // Called directly: listeners of a signal cost more than the rest of an attempt.
      const waiting: ((reason: unknown) => void)[] = []
      const abortPart = (reason: CekStatusError): void => {
        controller.abort(reason)
        for (const reject of waiting) reject(reason)
      }
      abortCurrent = abortPart
      const expire = (): void =>
        abortPart(
          limitMs <= leftMs ? timeoutError('timeoutMs', limitMs) : timeoutError('deadlineMs', deadlineMs),
        )
      const timer = setTimeout(expire, Math.min(limitMs, leftMs))
      const end = (): void => {
        clearTimeout(timer)
        abortCurrent = null
      }
      const within = <Value>(promise: Promise<Value>): Promise<Value> =>
        new Promise((resolve, reject) => {
          if (controller.signal.aborted) reject(controller.signal.reason)
          waiting.push(reject)
          promise.then(resolve, reject)
        })
      return { signal: controller.signal, within, end }
    },
    end: () => leave?.(),
  }
}

function abortedError(): CekStatusError {
  return new CekStatusError({ code: 'ABORTED', message: "aborted by the caller's signal" })
}

function timeoutError(option: 'timeoutMs' | 'deadlineMs', durationMs: number): CekStatusError {
  return new CekStatusError({
    code: 'TIMEOUT',
    message: `no complete response within ${durationMs} ms (${option})`,
  })
}
