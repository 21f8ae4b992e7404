import {
  type Advice,
  type ErrorCode,
  errorCodes,
  type Status,
  statuses,
  statusInfo,
  type WarningCode,
} from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import type { Expected, ExpectedStatus } from '../expected/expected.ts'
import { answerOf, errorOf } from '../test-answers.ts'
import { type Finding, findingOf, findingOfError } from './finding.ts'
import { decide, type Verdict, verdictRules, verdicts } from './verdict.ts'

const expectedOf = (status: ExpectedStatus, amount: string | null = '104000.00'): Expected => ({
  provider: 'paymenku',
  merchantReference: 'INV-1',
  providerReference: null,
  kind: null,
  status,
  amount,
})

const expectedStatuses = statuses.filter((status): status is ExpectedStatus => status !== 'unknown')

/** Shop against provider, amounts equal and no doubt, written out by hand. */
const expectedByStatus: Record<ExpectedStatus, Record<Status, Verdict>> = {
  pending: rowOf(
    'not-final not-final not-final status-differs status-differs status-differs status-differs status-differs status-differs unknown',
  ),
  authorized: rowOf(
    'not-final not-final not-final status-differs status-differs status-differs status-differs status-differs status-differs unknown',
  ),
  processing: rowOf(
    'not-final not-final not-final status-differs status-differs status-differs status-differs status-differs status-differs unknown',
  ),
  success: rowOf(
    'status-differs status-differs status-differs match status-differs status-differs status-differs status-differs status-differs unknown',
  ),
  partial: rowOf(
    'status-differs status-differs status-differs status-differs unknown status-differs status-differs status-differs status-differs unknown',
  ),
  failed: rowOf(
    'status-differs status-differs status-differs status-differs status-differs match status-differs status-differs status-differs unknown',
  ),
  expired: rowOf(
    'status-differs status-differs status-differs status-differs status-differs status-differs match status-differs status-differs unknown',
  ),
  canceled: rowOf(
    'status-differs status-differs status-differs status-differs status-differs status-differs status-differs match status-differs unknown',
  ),
  refunded: rowOf(
    'status-differs status-differs status-differs status-differs status-differs status-differs status-differs status-differs unknown unknown',
  ),
}

function rowOf(words: string): Record<Status, Verdict> {
  const order: Status[] = [
    'pending',
    'authorized',
    'processing',
    'success',
    'partial',
    'failed',
    'expired',
    'canceled',
    'refunded',
    'unknown',
  ]
  const list = words.split(' ')
  return Object.fromEntries(order.map((status, index) => [status, list[index]])) as Record<Status, Verdict>
}

describe('a verdict', () => {
  it.each(expectedStatuses)('where the shop believes %s', (status) => {
    const found = Object.fromEntries(
      statuses.map((answered) => [
        answered,
        decide(expectedOf(status), findingOf(answerOf(answered))).verdict,
      ]),
    )
    expect(found).toEqual(expectedByStatus[status])
  })

  it.each(errorCodes)('where the call ended with %s', (code: ErrorCode) => {
    const finding = findingOfError(errorOf(code), new Date(0))
    expect(decide(expectedOf('success'), finding).verdict).toBe(code === 'NOT_FOUND' ? 'not-found' : 'error')
  })

  it('compares amounts exactly, in hundredths and with the currency', () => {
    const verdict = (claimed: string | null, value: string | null, currency = 'IDR'): Verdict =>
      decide(
        expectedOf('success', claimed),
        findingOf(answerOf('success', { amount: value === null ? null : { value, currency } })),
      ).verdict
    expect(verdict('104000.00', '104000.00')).toBe('match')
    expect(verdict('104000.01', '104000.00')).toBe('amount-differs')
    expect(verdict('999999999999999.99', '999999999999999.98')).toBe('amount-differs')
    expect(verdict('104000.00', '104000.00', 'USD')).toBe('amount-differs')
    expect(verdict('104000.00', null)).toBe('unknown')
    expect(verdict(null, '104000.00')).toBe('match')
    expect(verdict(null, null)).toBe('match')
  })

  it('follows the precedence of the table, and a match never has advice of review', () => {
    const advices: Advice[] = ['fulfill', 'wait', 'release', 'review']
    const warnings: WarningCode[][] = [[], ['SANDBOX'], ['AMOUNT_SUM']]
    let combinations = 0
    for (const status of expectedStatuses)
      for (const answered of statuses)
        for (const final of [true, false])
          for (const advice of advices)
            for (const found of warnings)
              for (const amount of ['104000.00', '1.00', null])
                for (const claimed of ['104000.00', null]) {
                  const finding: Finding = {
                    ...findingOf(answerOf(answered)),
                    ...{
                      final,
                      advice,
                      warnings: found,
                      amount: amount === null ? null : { value: amount, currency: 'IDR' },
                    },
                  } as Finding
                  const { verdict, reason } = decide(expectedOf(status, claimed), finding)
                  combinations += 1
                  if (verdict === 'match') {
                    expect([
                      status,
                      final,
                      advice === 'fulfill' || advice === 'release',
                      found.includes('SANDBOX'),
                    ]).toEqual([answered, true, true, false])
                    expect(claimed === null || claimed === amount).toBe(true)
                  } else {
                    expect(reason).not.toBe('')
                  }
                  if (found.includes('SANDBOX')) expect(verdict).toBe('sandbox')
                  else if (answered === 'unknown') expect(verdict).toBe('unknown')
                  else if (status !== answered && (final || statusInfo[status].final))
                    expect(verdict).toBe('status-differs')
                  else if (claimed !== null && amount !== null && claimed !== amount)
                    expect(verdict).toBe('amount-differs')
                  else if (!final) expect(verdict).toBe('not-final')
                  else if (advice === 'review' || (claimed !== null && amount === null))
                    expect(verdict).toBe('unknown')
                }
    expect(combinations).toBe(9 * 10 * 2 * 4 * 3 * 3 * 2)
  })

  it('is one of the list, each of which has a rule', () => {
    expect(new Set(verdictRules.map(({ verdict }) => verdict))).toEqual(new Set(verdicts))
    expect(verdicts).toHaveLength(8)
    expect(verdictRules.at(-1)?.verdict).toBe('match')
  })
})

describe('what is kept of an answer', () => {
  it('has no license, no target, no link and no body', () => {
    const finding = findingOf(
      answerOf('failed', {
        reason: 'no stock for 081234567890, see https://pay.example/abc',
        raw: { customer: 'Budi' },
        lines: [
          {
            id: '1',
            name: null,
            providerReference: null,
            status: 'failed',
            providerStatus: null,
            reason: null,
            target: '081234567890',
            quantity: { ordered: 1, delivered: 0, remaining: null, start: null },
            serialNumber: 'SN-1',
            license: 'LICENSE-KEY-1',
            amount: null,
            refund: null,
          },
        ],
      }),
    )
    const text = JSON.stringify(finding)
    for (const secret of ['081234567890', 'pay.example', 'Budi', 'LICENSE-KEY-1', 'SN-1'])
      expect(text).not.toContain(secret)
    expect(text).toContain('no stock for ***')
  })
})
