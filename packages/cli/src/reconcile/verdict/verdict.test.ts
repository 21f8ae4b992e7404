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
import { decide, otherVerdicts, type Verdict, verdictRules, verdicts } from './verdict.ts'

const expectedOf = (status: ExpectedStatus, amount: string | null = '104000.00'): Expected => ({
  provider: 'paymenku',
  merchantReference: 'INV-1',
  providerReference: null,
  kind: null,
  status,
  amount,
})

const rules = { amounts: true, compare: 'gross' } as const

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

describe('decide', () => {
  it.each(expectedStatuses)('compares the expected status %s with every status', (status) => {
    const found = Object.fromEntries(
      statuses.map((answered) => [
        answered,
        decide(expectedOf(status), findingOf(answerOf(answered)), rules).verdict,
      ]),
    )
    expect(found).toEqual(expectedByStatus[status])
  })

  it.each(errorCodes)('returns error or not-found for %s', (code: ErrorCode) => {
    const finding = findingOfError(errorOf(code), new Date(0))
    expect(decide(expectedOf('success'), finding, rules).verdict).toBe(
      code === 'NOT_FOUND' ? 'not-found' : 'error',
    )
  })

  it('compares amounts exactly, including hundredths and currency', () => {
    const verdict = (claimed: string | null, value: string | null, currency = 'IDR'): Verdict =>
      decide(
        expectedOf('success', claimed),
        findingOf(answerOf('success', { amount: value === null ? null : { value, currency } })),
        rules,
      ).verdict
    expect(verdict('104000.00', '104000.00')).toBe('match')
    expect(verdict('104000.01', '104000.00')).toBe('amount-differs')
    expect(verdict('999999999999999.99', '999999999999999.98')).toBe('amount-differs')
    expect(verdict('104000.00', '104000.00', 'USD')).toBe('amount-differs')
    expect(verdict('104000.00', null)).toBe('unknown')
    expect(verdict(null, '104000.00')).toBe('no-amount')
    expect(verdict(null, null)).toBe('no-amount')
  })

  it('compares the net amount with --compare net, and names a fee or cents as the likely cause', () => {
    const finding = findingOf(
      answerOf('success', {
        fee: { value: '4000.00', currency: 'IDR' },
        netAmount: { value: '100000.00', currency: 'IDR' },
      }),
    )
    const net = expectedOf('success', '100000.00')
    expect(decide(net, finding, { ...rules, compare: 'net' })).toEqual({ verdict: 'match', reason: '' })
    expect(decide(net, finding, rules).reason).toContain('--compare net')
    expect(decide(expectedOf('success', '10400000.00'), finding, rules).reason).toContain('100 times')
    const without = findingOf(answerOf('success'))
    expect(decide(net, without, { ...rules, compare: 'net' }).verdict).toBe('unknown')
  })

  it('returns match without an amount only if amounts are not compared', () => {
    const finding = findingOf(answerOf('success'))
    expect(decide(expectedOf('success', null), finding, { ...rules, amounts: false }).verdict).toBe('match')
  })

  it('follows the precedence of the rules and never returns match for advice review', () => {
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
                  const { verdict, reason } = decide(expectedOf(status, claimed), finding, rules)
                  combinations += 1
                  if (verdict === 'match') {
                    expect([
                      status,
                      final,
                      advice === 'fulfill' || advice === 'release',
                      found.includes('SANDBOX'),
                    ]).toEqual([answered, true, true, false])
                    expect(claimed).toBe(amount)
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
                  else if (claimed === null) expect(verdict).toBe('no-amount')
                }
    expect(combinations).toBe(9 * 10 * 2 * 4 * 3 * 3 * 2)
  })

  it('has a rule for each verdict', () => {
    const all = [...verdictRules, ...otherVerdicts].map(({ verdict }) => verdict)
    expect(new Set(all)).toEqual(new Set(verdicts))
    expect(verdicts).toHaveLength(11)
    expect(verdictRules.at(-1)?.verdict).toBe('match')
  })
})

describe('findingOf', () => {
  it('keeps no license, target, link or body', () => {
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
