import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTimeline, type TimelineStep } from './timeline.ts'

function situations(timeline: ReturnType<typeof createTimeline>, ...times: number[]): string[] {
  return times.map((ms) => timeline.take(ms).situation)
}

describe('createTimeline', () => {
  it('takes each step for exactly its calls, then the last one without an end', () => {
    const timeline = createTimeline([
      { situation: 'pending', forCalls: 2 },
      { situation: 'processing', forCalls: 1 },
      { situation: 'success' },
    ])
    expect(situations(timeline, 0, 0, 0, 0, 0)).toEqual([
      'pending',
      'pending',
      'processing',
      'success',
      'success',
    ])
  })

  it('begins with the first call and ends a timed step at its time', () => {
    const timeline = createTimeline([
      { situation: 'pending', forMs: 5000 },
      { situation: 'processing', forMs: 1000 },
      { situation: 'success' },
    ])
    expect(situations(timeline, 70_000, 74_999, 75_000, 75_999, 76_000)).toEqual([
      'pending',
      'pending',
      'processing',
      'processing',
      'success',
    ])
  })

  it('skips steps that ended between two calls', () => {
    const timeline = createTimeline([
      { situation: 'pending', forMs: 5000 },
      { situation: 'processing', forMs: 1000 },
      { situation: 'success' },
    ])
    expect(situations(timeline, 0, 6000)).toEqual(['pending', 'success'])
    expect(timeline.take(7000)).toEqual({ situation: 'success', step: 3, steps: 3, call: 2, sinceMs: 6000 })
  })

  it('ends a step with two limits at the first one', () => {
    const steps: [TimelineStep, TimelineStep] = [
      { situation: 'pending', forMs: 5000, forCalls: 3 },
      { situation: 'success' },
    ]
    expect(situations(createTimeline(steps), 0, 1, 2, 3)).toEqual([
      'pending',
      'pending',
      'pending',
      'success',
    ])
    expect(situations(createTimeline(steps), 0, 5000)).toEqual(['pending', 'success'])
  })

  it('begins at the given time', () => {
    const timeline = createTimeline([{ situation: 'pending', forMs: 5000 }, { situation: 'success' }], 1000)
    expect(situations(timeline, 5999, 6000)).toEqual(['pending', 'success'])
  })

  it('does not go back when the clock is set back', () => {
    const timeline = createTimeline([{ situation: 'pending', forMs: 10 }, { situation: 'success' }])
    expect(situations(timeline, 100, 110, 0)).toEqual(['pending', 'success', 'success'])
  })

  it('peeks at the next step without taking it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ forCalls: fc.integer({ min: 1, max: 4 }), forMs: fc.integer({ min: 1, max: 9 }) }),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
        (limits, waits) => {
          const [first, ...others] = limits.map((limit, place) => ({ situation: String(place), ...limit }))
          if (!first) return
          const timeline = createTimeline([first, ...others, { situation: 'end' }])
          let nowMs = 0
          for (const wait of waits) {
            nowMs += wait
            const seen = timeline.peek(nowMs)
            expect(timeline.peek(nowMs)).toEqual(seen)
            expect(timeline.take(nowMs)).toEqual(seen)
          }
        },
      ),
    )
  })
})
