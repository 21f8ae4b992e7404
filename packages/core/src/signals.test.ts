import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { onAbort, untilAborted } from './signals.ts'

describe('onAbort', () => {
  const listen = (signal: AbortSignal, names: readonly string[], told: string[]) =>
    names.map((name) => {
      const leave = onAbort(signal, () => {
        told.push(name)
        leave()
      })
      return leave
    })

  it('calls every listener of a signal, also if listeners remove themselves', () => {
    const controller = new AbortController()
    const told: string[] = []
    listen(controller.signal, ['first', 'second', 'third'], told)
    expect(told).toEqual([])
    controller.abort()
    expect(told).toEqual(['first', 'second', 'third'])
  })

  it.each([0, 1, 2])('removes only listener %i', (place) => {
    const controller = new AbortController()
    const names = ['first', 'second', 'third']
    const told: string[] = []
    listen(controller.signal, names, told)[place]?.()
    controller.abort()
    expect(told).toEqual(names.toSpliced(place, 1))
  })

  it('has one listener of the runtime until the last one is removed', () => {
    const controller = new AbortController()
    const count = () => getEventListeners(controller.signal, 'abort').length
    const told: string[] = []
    for (const leave of listen(controller.signal, ['first', 'second'], told)) {
      expect(count()).toBe(1)
      leave()
    }
    expect(count()).toBe(0)
    listen(controller.signal, ['late'], told)
    controller.abort()
    expect([told, count()]).toEqual([['late'], 0])
  })
})

describe('untilAborted', () => {
  const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      (value) => ({ settledWith: value }),
      (error: unknown) => error,
    )

  it('settles with the promise and removes the listener', async () => {
    const { signal } = new AbortController()
    const boom = new Error('boom')
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1)
    expect(await failureOf(untilAborted(Promise.reject(boom), signal))).toBe(boom)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('rejects with the reason of a signal that aborts before or during the wait', async () => {
    const aborting = new AbortController()
    const waiting = failureOf(untilAborted(new Promise(() => undefined), aborting.signal))
    aborting.abort('reason')
    expect(await waiting).toBe('reason')
    expect(await failureOf(untilAborted(Promise.resolve(1), aborting.signal))).toBe('reason')
  })

  it('handles a rejection after the abort', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', note)
    const late = new Promise<never>((_resolve, reject) => setImmediate(() => reject(new Error('late'))))
    expect(await failureOf(untilAborted(late, AbortSignal.abort('reason')))).toBe('reason')
    // Unhandled rejections are reported between two turns of the event loop.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })
})
