/** Something that is read one item at a time. */
export interface Input {
  /** True while an item is awaited. */
  isBusy(): boolean
  /** True when nothing more can be read: the input ended, failed or was closed. */
  isOver(): boolean
  /** Begins to read one item; call it only when the input is neither busy nor over. */
  read(): void
  /** Gives up the rest. An item that is awaited may never come, so nothing waits for it. */
  close(): Promise<void>
  /** Throws the input's own error, if it failed. */
  throwFailure(): void
}

/**
 * Opens an input. `take` gets each item, and `onChange` is called after each reading. Its own iterator is kept, because
 * a generator around it would hold back `return()` until the item that is awaited has come.
 */
export function openInput<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  take: (item: Item) => void,
  onChange: () => void,
): Input {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const failures: unknown[] = []
  let busy = false
  let over = false
  const readOne = async (): Promise<void> => {
    busy = true
    try {
      const { done, value } = await iterator.next()
      if (done) over = true
      else if (!over) take(value)
    } catch (error) {
      over = true
      failures.push(error)
    }
    busy = false
    onChange()
  }
  const end = async (): Promise<void> => {
    await iterator.return?.()
  }
  return {
    isBusy: () => busy,
    isOver: () => over,
    read: () => void readOne(),
    async close() {
      if (over) return
      over = true
      if (busy) end().catch(() => undefined)
      else await end()
    },
    throwFailure() {
      if (failures.length > 0) throw failures[0]
    },
  }
}
