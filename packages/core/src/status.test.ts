import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Advice, type Status, type StatusInfo, statuses, statusInfo } from './status.ts'

const decided: Record<Status, [final: boolean, advice: Advice]> = {
  pending: [false, 'wait'],
  authorized: [false, 'wait'],
  processing: [false, 'wait'],
  success: [true, 'fulfill'],
  partial: [true, 'review'],
  failed: [true, 'release'],
  expired: [true, 'release'],
  canceled: [true, 'release'],
  refunded: [true, 'review'],
  unknown: [false, 'review'],
}

describe('statusInfo', () => {
  it.each(Object.entries(decided))('decides %s as %j', (status, [final, advice]) => {
    expect(statusInfo[status as Status]).toEqual({
      final,
      advice,
      meaning: expect.stringMatching(/^\S.+\S$/),
    })
  })

  it('has a row for every status and no other', () => {
    expect(statuses).toEqual(Object.keys(decided))
    expectTypeOf<keyof typeof statusInfo>().toEqualTypeOf<Status>()
  })

  it('does not compile without a row for one of them', () => {
    const { refunded: _refunded, ...incomplete } = statusInfo
    // @ts-expect-error the row of `refunded` is missing
    const rows = incomplete satisfies Record<Status, StatusInfo>
    expect(rows).not.toHaveProperty('refunded')
  })

  it('advises to act on nothing but a final status', () => {
    const acted = statuses.filter((status) => ['fulfill', 'release'].includes(statusInfo[status].advice))
    expect(acted.filter((status) => !statusInfo[status].final)).toEqual([])
  })
})

describe('statuses', () => {
  it('cannot be changed', () => {
    expect(() => (statuses as Status[]).push('pending')).toThrow(TypeError)
  })
})
