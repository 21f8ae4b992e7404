import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { untilAborted } from '../signals.ts'
import { createStoppable } from './stoppable.ts'

async function* produce(_signal: AbortSignal, error?: Error): AsyncGenerator<number, void, undefined> {
  yield 1
  yield 2
  if (error !== undefined) throw error
}

describe('createStoppable', () => {
  const { signal } = new AbortController()
  const countListeners = () => getEventListeners(signal, 'abort').length

  it("follows the caller's signal from the first item to the last", async () => {
    const items = createStoppable(signal, produce)
    const counts = [countListeners()]
    for await (const _item of items) counts.push(countListeners())
    expect([...counts, countListeners()]).toEqual([0, 1, 1, 0])
    expect(await items.next()).toEqual({ done: true, value: undefined })
    expect(countListeners()).toBe(0)
  })

  it("leaves the caller's signal with an error, which it throws", async () => {
    const boom = new Error('boom')
    const items = createStoppable(signal, (own) => produce(own, boom))
    expect(await items.next()).toEqual({ done: false, value: 1 })
    expect(await items.next()).toEqual({ done: false, value: 2 })
    await expect(items.next()).rejects.toBe(boom)
    expect(countListeners()).toBe(0)
  })

  it("leaves the caller's signal with a break, and ends the item that is awaited without an error", async () => {
    const items = createStoppable(signal, async function* (own) {
      yield 1
      await untilAborted(new Promise(() => undefined), own)
    })
    expect(await items.next()).toEqual({ done: false, value: 1 })
    const ends = await Promise.all([items.next(), items.return?.()])
    expect(ends).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ])
    expect(countListeners()).toBe(0)
  })
})
