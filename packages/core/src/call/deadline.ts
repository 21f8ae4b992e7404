import { CekStatusError } from '../errors.ts'
import { onAbort } from '../signals.ts'

/** The time that one call has, and the signal of its caller. */
export interface Deadline {
  /** Milliseconds left; 0 or less when it has passed. */
  remainingMs(): number
  /** Throws `ABORTED` once the caller's signal is aborted. */
  throwIfAborted(): void
  /**
   * Does a part of the call under a signal that ends with the caller's own, after `limitMs`, or with the deadline.
   * The signal's reason is the `ABORTED` or `TIMEOUT` error. Parts follow one another and never overlap.
   */
  within<Value>(limitMs: number, part: (signal: AbortSignal) => Promise<Value>): Promise<Value>
  /** Leaves the caller's signal. */
  end(): void
}

/** Starts the clock of one call. Time is the runtime's own: the clock of the options may stand still or jump. */
export function startDeadline(deadlineMs: number, callerSignal: AbortSignal | undefined): Deadline {
  const endsAt = performance.now() + deadlineMs
  let current: AbortController | null = null
  const abort = (): void => current?.abort(abortedError())
  const leave = callerSignal === undefined ? undefined : onAbort(callerSignal, abort)
  const remainingMs = (): number => endsAt - performance.now()
  const throwIfAborted = (): void => {
    if (callerSignal?.aborted) throw abortedError()
  }
  return {
    remainingMs,
    throwIfAborted,
    async within(limitMs, part) {
      throwIfAborted()
      const leftMs = Math.ceil(remainingMs())
      if (leftMs <= 0) throw timeoutError('deadlineMs', deadlineMs)
      const controller = new AbortController()
      current = controller
      const expire = (): void =>
        controller.abort(
          limitMs <= leftMs ? timeoutError('timeoutMs', limitMs) : timeoutError('deadlineMs', deadlineMs),
        )
      const timer = setTimeout(expire, Math.min(limitMs, leftMs))
      try {
        return await part(controller.signal)
      } finally {
        clearTimeout(timer)
        current = null
      }
    },
    end: () => leave?.(),
  }
}

function abortedError(): CekStatusError {
  return new CekStatusError({ code: 'ABORTED', message: "the caller's signal ended the call" })
}

function timeoutError(option: 'timeoutMs' | 'deadlineMs', durationMs: number): CekStatusError {
  return new CekStatusError({
    code: 'TIMEOUT',
    message: `no complete answer within ${durationMs} ms (${option})`,
  })
}
