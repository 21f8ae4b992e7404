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
  const items = produce(controller.signal)
  let unfollow: (() => void) | undefined
  let stopped = false
  return {
    async next() {
      unfollow ??= follow(callerSignal, controller)
      try {
        const item = await items.next()
        if (item.done) unfollow()
        return item
      } catch (error) {
        unfollow()
        if (stopped) return { done: true, value: undefined }
        throw error
      }
    },
    async return() {
      stopped = true
      controller.abort()
      unfollow?.()
      return items.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
