/** A map that forgets what was used longest ago once it is full. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): boolean
  clear(): void
  values(): IterableIterator<Value>
  readonly size: number
}

/** `forget` is called with the key of each dropped value. */
export function createBoundedMap<Value>(
  limit: number,
  forget: (key: string, value: Value) => void = () => {},
): BoundedMap<Value> {
  const entries = new Map<string, Value>()
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined || entries.size < 2) return value
      // Moved to the end, which is the place of what was used last.
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size <= limit) return
      const [oldest] = entries
      if (!oldest) return
      entries.delete(oldest[0])
      forget(...oldest)
    },
    delete: (key) => entries.delete(key),
    clear: () => entries.clear(),
    values: () => entries.values(),
    get size() {
      return entries.size
    },
  }
}
