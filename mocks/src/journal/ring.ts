/** The newest so many values, oldest first. */
export interface Ring<Value> {
  push(value: Value): void
  /** Removes and returns the oldest. */
  shift(): Value | undefined
  oldest(): Value | undefined
  values(): Value[]
  readonly size: number
}

export function createRing<Value>(limit: number): Ring<Value> {
  const slots: (Value | undefined)[] = []
  let start = 0
  let size = 0
  return {
    push(value) {
      slots[(start + size) % limit] = value
      if (size < limit) size += 1
      else start = (start + 1) % limit
    },
    shift() {
      if (size === 0) return undefined
      const value = slots[start]
      slots[start] = undefined
      start = (start + 1) % limit
      size -= 1
      return value
    },
    oldest: () => (size === 0 ? undefined : slots[start]),
    values: () =>
      Array.from({ length: size }, (_none, place) => slots[(start + place) % limit]).filter(
        (value): value is Value => value !== undefined,
      ),
    get size() {
      return size
    },
  }
}
