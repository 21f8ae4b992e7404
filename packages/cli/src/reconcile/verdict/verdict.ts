import { isSameMoney, type Money, statusInfo } from '@cekstatus/core'
import { toMinorUnits } from '@cekstatus/core/provider'
import type { Expected } from '../expected/expected.ts'
import type { Finding } from './finding.ts'

/** The result of comparing a row with its provider. */
export type Verdict =
  | 'error'
  | 'duplicate'
  | 'not-found'
  | 'sandbox'
  | 'unknown'
  | 'status-differs'
  | 'amount-differs'
  | 'no-amount'
  | 'not-final'
  | 'match'
  | 'skipped'

type Answered = Extract<Finding, { outcome: 'answered' }>

/** How amounts are compared. */
export interface AmountRules {
  /** False: amounts are not compared, and rows without an amount can match. */
  amounts: boolean
  /** The provider's amount that is compared. */
  compare: 'gross' | 'net'
}

interface VerdictRule {
  verdict: Verdict
  meaning: string
  /** Returns the reason, or null if the rule does not apply. */
  applies(expected: Expected, finding: Finding, rules: AmountRules): string | null
}

const ofAnswer =
  (
    applies: (expected: Expected, finding: Answered, rules: AmountRules) => string | null,
  ): VerdictRule['applies'] =>
  (expected, finding, rules) =>
    finding.outcome === 'answered' ? applies(expected, finding, rules) : null

/**
 * All rules in order of precedence. `match` is last and requires advice other than `review`, so a doubtful response never
 * ends in a match.
 */
export const verdictRules: readonly VerdictRule[] = [
  {
    verdict: 'error',
    meaning: 'the row is unreadable, or no trusted response was received; see the reason',
    applies: (_expected, finding) =>
      finding.outcome === 'refused' && finding.code !== 'NOT_FOUND' ? finding.message : null,
  },
  {
    verdict: 'not-found',
    meaning: 'the provider does not know the reference; possibly too early, or the wrong mode or account',
    applies: (_expected, finding) =>
      finding.outcome === 'refused' && finding.code === 'NOT_FOUND'
        ? 'the provider does not know the reference'
        : null,
  },
  {
    verdict: 'sandbox',
    meaning: 'a test-mode transaction in production; no money has moved',
    applies: ofAnswer((_expected, { warnings }) =>
      warnings.includes('SANDBOX') ? 'test-mode transaction' : null,
    ),
  },
  {
    verdict: 'unknown',
    meaning: 'the provider does not know the outcome, or returned an undocumented status word',
    applies: ofAnswer((_expected, { status }) =>
      status === 'unknown' ? 'the status at the provider is unknown' : null,
    ),
  },
  {
    verdict: 'status-differs',
    meaning: 'shop and provider have different statuses, at least one of them final',
    applies: ofAnswer((expected, { status, final }) =>
      status !== expected.status && (final || statusInfo[expected.status].final)
        ? `shop has ${expected.status}, provider has ${status}`
        : null,
    ),
  },
  {
    verdict: 'amount-differs',
    meaning: 'shop and provider have different amounts',
    applies: ofAnswer(explainAmount),
  },
  {
    verdict: 'not-final',
    meaning: 'not final at shop and provider; check again later',
    applies: ofAnswer((_expected, { status, final }) =>
      final ? null : `provider has ${status}; check again later`,
    ),
  },
  {
    verdict: 'unknown',
    meaning: 'no difference, but the advice is review, or the provider returned no amount to compare',
    applies: ofAnswer(explainDoubt),
  },
  {
    verdict: 'no-amount',
    meaning: 'the status is final and equal, but the row has no amount to compare',
    applies: ofAnswer((expected, _finding, { amounts }) =>
      amounts && expected.amount === null ? 'the row has no amount to compare' : null,
    ),
  },
  {
    verdict: 'match',
    meaning: 'status final and equal, amount equal',
    applies: ofAnswer((_expected, { advice }) => (advice === 'fulfill' || advice === 'release' ? '' : null)),
  },
]

/** Verdicts that are set without comparing a single row. */
export const otherVerdicts: readonly { verdict: Verdict; meaning: string }[] = [
  {
    verdict: 'duplicate',
    meaning: 'other rows are the same transaction; the reason has their lines and the comparison of this row',
  },
  { verdict: 'skipped', meaning: 'not checked: excluded by --only or --skip, or a total below the rows' },
]

/** Returns the provider's amount that is compared with the row's. */
export function comparedAmount({ amount, netAmount }: Answered, { compare }: AmountRules): Money | null {
  return compare === 'gross' ? amount : netAmount
}

function explainAmount(expected: Expected, finding: Answered, rules: AmountRules): string | null {
  const actual = comparedAmount(finding, rules)
  if (expected.amount === null || actual === null) return null
  const own = { value: expected.amount, currency: 'IDR' }
  if (isSameMoney(own, actual)) return null
  const facts = [`shop has ${expected.amount} IDR, provider has ${actual.value} ${actual.currency}`]
  const other = rules.compare === 'gross' ? finding.netAmount : finding.amount
  if (other !== null && isSameMoney(own, other)) {
    facts.push(
      rules.compare === 'gross'
        ? 'the shop has the net amount after the fee (--compare net)'
        : 'the shop has the gross amount before the fee (--compare gross)',
    )
  }
  if (isHundredfold(own, actual)) facts.push('one is 100 times the other, so it may be in cents')
  return facts.join('; ')
}

function isHundredfold(own: Money, actual: Money): boolean {
  if (actual.currency !== 'IDR') return false
  const [left, right] = [toMinorUnits(own), toMinorUnits(actual)]
  return left !== 0n && (left === right * 100n || right === left * 100n)
}

function explainDoubt(expected: Expected, finding: Answered, rules: AmountRules): string | null {
  if (expected.amount !== null && comparedAmount(finding, rules) === null) {
    return `the provider returned no ${rules.compare === 'gross' ? 'amount' : 'net amount'} to compare`
  }
  if (finding.advice !== 'review') return null
  return finding.warnings.length === 0
    ? `${finding.status} needs manual review`
    : `warnings: ${finding.warnings.join(', ')}`
}

export interface Decision {
  verdict: Verdict
  /** One line; empty for a match. */
  reason: string
}

/** Compares a row with the provider's response. */
export function decide(expected: Expected, finding: Finding, rules: AmountRules): Decision {
  for (const { verdict, applies } of verdictRules) {
    const reason = applies(expected, finding, rules)
    if (reason !== null) return { verdict, reason }
  }
  return { verdict: 'unknown', reason: 'no rule applies to the response' }
}

/** Verdicts by urgency. */
export const verdicts: readonly Verdict[] = [
  'status-differs',
  'amount-differs',
  'duplicate',
  'not-found',
  'sandbox',
  'unknown',
  'error',
  'no-amount',
  'not-final',
  'match',
  'skipped',
]
