import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startStopwatch } from './stopwatch.ts'

describe('startStopwatch', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  it("uses only the caller's clock where there is one", () => {
    let instant = 1000
    const age = startStopwatch(() => new Date(instant))
    vi.advanceTimersByTime(5000)
    expect(age()).toBe(0)
    instant += 300
    expect(age()).toBe(300)
  })

  it("continues when the machine's time is set back by an hour", () => {
    const age = startStopwatch()
    vi.advanceTimersByTime(5000)
    vi.setSystemTime(Date.now() - 3_600_000)
    expect(age()).toBe(5000)
    vi.advanceTimersByTime(1000)
    expect(age()).toBe(6000)
  })

  it('counts the time in which the monotonic clock stopped because the machine slept', () => {
    const age = startStopwatch()
    vi.setSystemTime(Date.now() + 600_000)
    expect(age()).toBe(600_000)
  })
})
