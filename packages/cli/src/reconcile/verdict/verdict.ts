import { isSameMoney, statusInfo } from '@cekstatus/core'
import type { Expected } from '../expected/expected.ts'
import type { Finding } from './finding.ts'

/** What holding a row against the provider came to. */
export type Verdict =
  | 'error'
  | 'not-found'
  | 'sandbox'
  | 'unknown'
  | 'status-differs'
  | 'amount-differs'
  | 'not-final'
  | 'match'

type Answered = Extract<Finding, { outcome: 'answered' }>

interface VerdictRule {
  verdict: Verdict
  meaning: string
  /** Returns why the rule applies, or null where it does not. */
  applies(expected: Expected, finding: Finding): string | null
}

const ofAnswer =
  (applies: (expected: Expected, finding: Answered) => string | null): VerdictRule['applies'] =>
  (expected, finding) =>
    finding.outcome === 'answered' ? applies(expected, finding) : null

/**
 * Every verdict with its rule, in order of precedence: the first one that applies is the verdict. `match` is last and
 * asks for advice that is not `review`, so no doubt of any kind can end in a match.
 */
export const verdictRules: readonly VerdictRule[] = [
  {
    verdict: 'error',
    meaning: 'the row cannot be asked, or there is no answer that can be trusted; the reason says why',
    applies: (_claim, finding) =>
      finding.outcome === 'refused' && finding.code !== 'NOT_FOUND' ? finding.message : null,
  },
  {
    verdict: 'not-found',
    meaning: 'the provider does not know the reference; it may be too early, or the wrong mode or account',
    applies: (_claim, finding) =>
      finding.outcome === 'refused' && finding.code === 'NOT_FOUND'
        ? 'the provider does not know the reference'
        : null,
  },
  {
    verdict: 'sandbox',
    meaning: 'a test-mode transaction where production was asked; no money has moved',
    applies: ofAnswer((_claim, { warnings }) =>
      warnings.includes('SANDBOX') ? 'it is a test-mode transaction' : null,
    ),
  },
  {
    verdict: 'unknown',
    meaning: 'the provider does not know what happened, or used a word that nobody documents',
    applies: ofAnswer((_claim, { status }) =>
      status === 'unknown' ? 'the provider does not say what happened' : null,
    ),
  },
  {
    verdict: 'status-differs',
    meaning: 'shop and provider hold different statuses, of which at least one is final',
    applies: ofAnswer((expected, { status, final }) =>
      status !== expected.status && (final || statusInfo[expected.status].final)
        ? `the shop says ${expected.status}, the provider ${status}`
        : null,
    ),
  },
  {
    verdict: 'amount-differs',
    meaning: 'both state an amount, and not the same one',
    applies: ofAnswer((expected, { amount }) =>
      expected.amount !== null &&
      amount !== null &&
      !isSameMoney({ value: expected.amount, currency: 'IDR' }, amount)
        ? `the shop says ${expected.amount} IDR, the provider ${amount.value} ${amount.currency}`
        : null,
    ),
  },
  {
    verdict: 'not-final',
    meaning: 'both say that it is not over; ask again later',
    applies: ofAnswer((_claim, { status, final }) =>
      final ? null : `the provider says ${status}; ask again later`,
    ),
  },
  {
    verdict: 'unknown',
    meaning:
      'nothing differs, but a person must look: the advice is review, or the provider states no amount to compare',
    applies: ofAnswer((expected, finding) => explainDoubt(expected, finding)),
  },
  {
    verdict: 'match',
    meaning: 'the status is final and the same, and so is the amount where the row has one',
    applies: ofAnswer((_claim, { advice }) => (advice === 'fulfill' || advice === 'release' ? '' : null)),
  },
]

function explainDoubt(expected: Expected, { status, advice, amount, warnings }: Answered): string | null {
  if (expected.amount !== null && amount === null) return 'the provider states no amount to compare'
  if (advice !== 'review') return null
  return warnings.length === 0
    ? `${status} is for a person to judge`
    : `the answer has warnings: ${warnings.join(', ')}`
}

export interface Decision {
  verdict: Verdict
  /** One line for people; empty where there is nothing to say. */
  reason: string
}

/** Holds a row against what the provider said. */
export function decide(expected: Expected, finding: Finding): Decision {
  for (const { verdict, applies } of verdictRules) {
    const reason = applies(expected, finding)
    if (reason !== null) return { verdict, reason }
  }
  return { verdict: 'unknown', reason: 'no rule applies to the answer' }
}

/** The verdicts in the order in which a person wants to see them: what is wrong with money first. */
export const verdicts: readonly Verdict[] = [
  'status-differs',
  'amount-differs',
  'not-found',
  'sandbox',
  'unknown',
  'error',
  'not-final',
  'match',
]
