import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startStopwatch } from './stopwatch.ts'

describe('a stopwatch', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  it("measures by the caller's clock alone where there is one", () => {
    let instant = 1000
    const age = startStopwatch(() => new Date(instant))
    vi.advanceTimersByTime(5000)
    expect(age()).toBe(0)
    instant += 300
    expect(age()).toBe(300)
  })

  it("goes on when the machine's time is set back by an hour", () => {
    const age = startStopwatch(undefined)
    vi.advanceTimersByTime(5000)
    vi.setSystemTime(Date.now() - 3_600_000)
    expect(age()).toBe(5000)
    vi.advanceTimersByTime(1000)
    expect(age()).toBe(6000)
  })

  it('counts the time that a sleeping machine lost on its monotonic clock', () => {
    const age = startStopwatch(undefined)
    vi.setSystemTime(Date.now() + 600_000)
    expect(age()).toBe(600_000)
  })
})
