/** Enough for any test; beyond it the oldest id is forgotten, so that a long-lived mock stays small. */
const rememberedIds = 10_000

const utcPlus7Ms = 7 * 60 * 60 * 1000

/** Answers whether an `X-EXTERNAL-ID` is new today, and remembers it. */
export type TakeExternalId = (externalId: string) => boolean

/** The day changes at midnight in UTC+7; no page says whose midnight counts. */
export function createExternalIds(now: () => Date): TakeExternalId {
  const taken = new Set<string>()
  const order: string[] = []
  let next = 0
  let day = ''
  return (externalId) => {
    const today = new Date(now().getTime() + utcPlus7Ms).toISOString().slice(0, 10)
    if (today !== day) {
      taken.clear()
      order.length = 0
      next = 0
      day = today
    }
    if (taken.has(externalId)) return false
    taken.add(externalId)
    const forgotten = order[next]
    if (forgotten !== undefined && forgotten !== externalId) taken.delete(forgotten)
    order[next] = externalId
    next = (next + 1) % rememberedIds
    return true
  }
}
