import type { Capabilities, Expectation } from '../client.ts'
import { CekStatusError } from '../errors.ts'
import { isSameMoney, type Money, parseMoney } from '../money.ts'
import type { StatusQuery } from '../query.ts'
import { type Advice, statusRules } from '../status.ts'
import type { Environment, Transaction } from '../transaction.ts'
import { lowerAdvice, type Warning } from '../warnings.ts'
import type { FieldReader } from './fields.ts'

/** The fields of a transaction that a provider's normalization returns; core adds the rest. */
export type TransactionFacts = Omit<
  Transaction,
  'provider' | 'final' | 'advice' | 'warnings' | 'evidence' | 'raw'
> & {
  /** Set where the provider documents more doubt than the status alone. */
  advice?: 'review'
}

/** Input of `completeTransaction` besides the facts. */
export interface CompletionContext<Raw> {
  /** The package's last part: `paymenku`. */
  provider: string
  /** The checked query; its references are compared with the facts. */
  query: StatusQuery
  /** A test-mode transaction in `production` is a warning. */
  environment: Environment
  expect: Expectation | undefined
  httpStatus: number
  /** Time of arrival by the caller's clock. */
  observedAt: Date
  raw: Raw
  /** The reader of the fields; further warnings are added to its list. */
  reader: FieldReader
  fieldPaths: FieldPaths
  /** Final statuses that can still change. */
  mayBeUndone?: Capabilities['mayBeUndone']
}

/** Paths of the fields that core checks, for messages and warnings. */
export interface FieldPaths {
  /** Such as `data.reference_id`. */
  merchantReference: string
  /** Such as `data.trx_id`. */
  providerReference: string
  /** Such as `data.amount`. */
  amount: string
  kind: string
  sandbox: string
}

/**
 * Completes a transaction: checks that the facts match the query, compares expectations, and decides finality and
 * advice by the tables. Doubt only lowers advice to `review`.
 *
 * @throws CekStatusError `RESPONSE_MISMATCH`
 */
export function completeTransaction<Raw>(
  facts: TransactionFacts,
  context: CompletionContext<Raw>,
): Transaction<Raw> {
  const { reader } = context
  checkIdentity(facts, context)
  checkKind(facts, context)
  checkAmount(facts, context)
  if (facts.sandbox === true && context.environment === 'production') {
    reader.warn('SANDBOX', context.fieldPaths.sandbox, 'test-mode transaction, but environment is production')
  }
  checkExpectations(facts, context)
  warnOfUndoing(facts, context)

  const rule = statusRules[facts.status]
  return {
    provider: context.provider,
    kind: facts.kind,
    merchantReference: facts.merchantReference,
    providerReference: facts.providerReference,
    status: facts.status,
    final: rule.final,
    advice: decideAdvice(facts, rule.advice, reader.warnings),
    providerStatus: facts.providerStatus,
    reason: facts.reason,
    amount: facts.amount,
    fee: facts.fee,
    netAmount: facts.netAmount,
    refund: facts.refund,
    channel: facts.channel,
    lines: facts.lines,
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    paidAt: facts.paidAt,
    expiresAt: facts.expiresAt,
    sandbox: facts.sandbox,
    warnings: reader.warnings,
    evidence: { observedAt: context.observedAt.toISOString(), httpStatus: context.httpStatus, attempts: 1 },
    raw: context.raw,
  }
}

/** Doubt that a provider documents turns advice into `review`, except `wait`. */
function decideAdvice(facts: TransactionFacts, advice: Advice, warnings: readonly Warning[]): Advice {
  const lowered = lowerAdvice(advice, warnings)
  return facts.advice === 'review' && lowered !== 'wait' ? 'review' : lowered
}

function warnOfUndoing<Raw>(facts: TransactionFacts, context: CompletionContext<Raw>): void {
  const { mayBeUndone = [], query, reader } = context
  const row = mayBeUndone.find(
    ({ status, channels, resource }) =>
      status === facts.status &&
      (channels === undefined || channels.includes(facts.channel?.code ?? '')) &&
      (resource === undefined || resource === query.resource),
  )
  if (row !== undefined) reader.warn('MAY_BE_UNDONE', 'status', row.note)
}

const references = ['merchantReference', 'providerReference'] as const

function checkIdentity<Raw>(facts: TransactionFacts, context: CompletionContext<Raw>): void {
  let identified = false
  for (const field of references) {
    const asked = context.query[field]
    if (asked === undefined || facts[field] === null) continue
    if (facts[field] !== asked) throw mismatch(context, context.fieldPaths[field])
    identified = true
  }
  if (identified) return
  for (const field of references) {
    if (context.query[field] === undefined) continue
    context.reader.warn(
      'REFERENCE_MISSING',
      context.fieldPaths[field],
      'the response does not contain the reference of the query',
    )
  }
}

function checkKind<Raw>(facts: TransactionFacts, context: CompletionContext<Raw>): void {
  const asked = context.query.kind
  if (facts.kind === 'unknown') {
    context.reader.warn(
      'KIND_UNKNOWN',
      context.fieldPaths.kind,
      'the response does not show the kind of the transaction',
    )
  } else if (asked !== undefined && asked !== facts.kind) {
    throw mismatch(context, context.fieldPaths.kind)
  }
}

function mismatch<Raw>(context: CompletionContext<Raw>, field: string): CekStatusError {
  return new CekStatusError({
    code: 'RESPONSE_MISMATCH',
    provider: context.provider,
    message: `response from ${context.provider} is for a different transaction: ${field} does not match the query`,
    httpStatus: context.httpStatus,
    field,
    attempts: 1,
  })
}

function checkAmount<Raw>(facts: TransactionFacts, { reader, fieldPaths }: CompletionContext<Raw>): void {
  if (facts.kind !== 'payment' || facts.status !== 'success') return
  if (facts.amount === null || Number(facts.amount.value) === 0) {
    reader.warn('AMOUNT_MISSING', fieldPaths.amount, 'successful payment without a valid positive amount')
  }
}

function checkExpectations<Raw>(facts: TransactionFacts, { expect, reader }: CompletionContext<Raw>): void {
  if (expect === undefined) return
  for (const field of ['amount', 'netAmount'] as const) {
    const expected = toMoney(expect[field])
    if (expected === null) continue
    const actual = facts[field]
    if (actual === null) {
      reader.warn('EXPECTATION_NOT_COMPARABLE', `expect.${field}`, `the response has no valid ${field}`)
    } else if (!isSameMoney(actual, expected)) {
      reader.warn('EXPECTATION_DIFFERS', `expect.${field}`, `${field} differs from the expected one`)
    }
  }
  if (expect.kind === undefined || expect.kind === facts.kind) return
  if (facts.kind === 'unknown') {
    reader.warn(
      'EXPECTATION_NOT_COMPARABLE',
      'expect.kind',
      'the response does not show the kind of the transaction',
    )
  } else {
    reader.warn('EXPECTATION_DIFFERS', 'expect.kind', 'kind differs from the expected one')
  }
}

/** A string is an amount in rupiah. */
function toMoney(expected: Money | string | undefined): Money | null {
  if (expected === undefined) return null
  return typeof expected === 'string' ? parseMoney(expected) : parseMoney(expected.value, expected.currency)
}
