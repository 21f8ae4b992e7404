import { describe, expect, it } from 'vitest'
import { createExternalIds } from './external-ids.ts'

describe('createExternalIds', () => {
  it('drops the oldest ID of a day above 10,000', () => {
    const take = createExternalIds(() => new Date(0))
    for (let count = 1; count <= 10_000; count += 1) take(String(count))
    expect(take('1')).toBe(false)
    expect(take('10001')).toBe(true)
    expect(take('2')).toBe(false)
    expect(take('1')).toBe(true)
  })
})
