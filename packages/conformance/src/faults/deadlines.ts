import { vi } from 'vitest'

/** The running timers of one length: the deadlines of calls, told from the runtime's timers by that length. */
export interface Deadlines {
  /** Says how many are running, and forgets them. */
  takeRunning(): number
  /** Lets all that are running pass now. */
  pass(): void
  restore(): void
}

/** Watches `setTimeout` for timers of exactly `lengthMs`, which should be a length that nothing else uses. */
export function watchDeadlines(lengthMs: number): Deadlines {
  const { setTimeout: start, clearTimeout: stop } = globalThis
  const running = new Map<unknown, () => void>()
  const startWatched = (run: () => void, delayMs?: number, ...parameters: unknown[]) => {
    if (delayMs !== lengthMs) return start(run, delayMs, ...parameters)
    const expire = (): void => {
      running.delete(timer)
      run()
    }
    const timer = start(expire, delayMs)
    running.set(timer, expire)
    return timer
  }
  const stopWatched = (timer: Parameters<typeof stop>[0]): void => {
    running.delete(timer)
    stop(timer)
  }
  const spies = [
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(startWatched as typeof start),
    vi.spyOn(globalThis, 'clearTimeout').mockImplementation(stopWatched as typeof stop),
  ]
  return {
    takeRunning: () => {
      const count = running.size
      running.clear()
      return count
    },
    pass: () => {
      for (const [timer, expire] of [...running]) {
        stop(timer as Parameters<typeof stop>[0])
        expire()
      }
    },
    restore: () => {
      for (const spy of spies) spy.mockRestore()
    },
  }
}
