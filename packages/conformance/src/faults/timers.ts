import { vi } from 'vitest'

/** The timers of calls, told from the runtime's by their lengths, which should be such as nothing else uses. */
export interface Timers {
  /** Says how many deadlines are running, and forgets them. */
  takeRunning(): number
  /** Lets all deadlines that are running pass now. */
  passDeadlines(): void
  /** The lengths of the pauses since the last time, none of which was waited for. */
  takePauses(): number[]
  restore(): void
}

/** Watches `setTimeout` for deadlines of exactly `deadlineMs`, and for the pauses that these calls may make. */
export function watchTimers(deadlineMs: number, isPause: (lengthMs: number) => boolean): Timers {
  const { setTimeout: start, clearTimeout: stop } = globalThis
  const running = new Map<unknown, () => void>()
  const pauses: number[] = []
  const startWatched = (run: () => void, lengthMs?: number, ...parameters: unknown[]) => {
    if (lengthMs !== undefined && isPause(lengthMs)) {
      pauses.push(lengthMs)
      return start(run, 0)
    }
    if (lengthMs !== deadlineMs) return start(run, lengthMs, ...parameters)
    const expire = (): void => {
      running.delete(timer)
      run()
    }
    const timer = start(expire, lengthMs)
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
    passDeadlines: () => {
      for (const [timer, expire] of [...running]) {
        stop(timer as Parameters<typeof stop>[0])
        expire()
      }
    },
    takePauses: () => pauses.splice(0),
    restore: () => {
      for (const spy of spies) spy.mockRestore()
    },
  }
}
