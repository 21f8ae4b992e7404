import { follow } from '../signals.ts'

/**
 * An iterator that `return()` (a `break`) stops at once, also while an item is awaited, where a generator alone would
 * first wait for that item. `produce` gets the signal that ends all its work; nothing begins before the first `next()`.
 */
export function createStoppable<Item>(
  callerSignal: AbortSignal | undefined,
  produce: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncIterableIterator<Item> {
  const controller = new AbortController()
  let stopped = false
  async function* produceWhileFollowing(): AsyncGenerator<Item, void, undefined> {
    const unfollow = follow(callerSignal, controller)
    try {
      yield* produce(controller.signal)
    } finally {
      unfollow()
    }
  }
  const items = produceWhileFollowing()
  return {
    async next() {
      try {
        return await items.next()
      } catch (error) {
        if (stopped) return { done: true, value: undefined }
        throw error
      }
    },
    async return() {
      stopped = true
      controller.abort()
      return items.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
