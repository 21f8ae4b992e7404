import type { Advice } from './status.ts'

/** What looked wrong in an answer but did not decide the status. */
export type WarningCode =
  | 'AMOUNT_INVALID'
  | 'AMOUNT_MISSING'
  | 'AMOUNT_SUM'
  | 'AMOUNT_UNCERTAIN'
  | 'EXPECTATION_DIFFERS'
  | 'EXPECTATION_NOT_COMPARABLE'
  | 'QUANTITY_INVALID'
  | 'QUANTITY_DIFFERS'
  | 'REFERENCE_MISSING'
  | 'KIND_UNKNOWN'
  | 'STATUS_UNDOCUMENTED'
  | 'STATUS_MISSING'
  | 'STATUS_CONTRADICTION'
  | 'LINE_RESULT_MISSING'
  | 'LINE_RESULT_AMBIGUOUS'
  | 'TIMESTAMP_INVALID'
  | 'FIELD_INVALID'
  | 'SANDBOX'
  | 'MAY_BE_UNDONE'

/** Something in an answer that looked wrong but did not decide the status. */
export interface Warning {
  /** Switch over this; the message may change with any version. */
  code: WarningCode
  /** The provider's own field path inside the body: `data.amount`, `h2h_results[0].sn`. */
  field: string
  /** For people, without values of the answer. */
  message: string
}

/** One row of `warningInfo`. */
export interface WarningInfo {
  /** True when the warning turns `fulfill` and `release` into `review`; `'release'` when it turns only that. */
  review: boolean | 'release'
  /** What it says about the answer, for people. */
  meaning: string
}

/** Apart from what the warnings mean, so that a bundle holds those texts only where somebody reads them. */
const reviewByCode: Readonly<Record<WarningCode, WarningInfo['review']>> = {
  AMOUNT_INVALID: true,
  AMOUNT_MISSING: true,
  AMOUNT_SUM: true,
  AMOUNT_UNCERTAIN: true,
  EXPECTATION_DIFFERS: true,
  EXPECTATION_NOT_COMPARABLE: true,
  QUANTITY_INVALID: true,
  QUANTITY_DIFFERS: true,
  REFERENCE_MISSING: true,
  KIND_UNKNOWN: true,
  STATUS_UNDOCUMENTED: true,
  STATUS_MISSING: true,
  STATUS_CONTRADICTION: true,
  LINE_RESULT_MISSING: true,
  LINE_RESULT_AMBIGUOUS: true,
  TIMESTAMP_INVALID: false,
  FIELD_INVALID: false,
  SANDBOX: true,
  MAY_BE_UNDONE: 'release',
}

/** The advice that is left beside the warnings. Doubt forbids acting, not waiting. */
export function lowerAdvice(advice: Advice, warnings: readonly Warning[]): Advice {
  if (advice !== 'fulfill' && advice !== 'release') return advice
  const forbids = (review: WarningInfo['review']): boolean => review === true || review === advice
  return warnings.some(({ code }) => forbids(reviewByCode[code])) ? 'review' : advice
}

/** What each warning means and whether it forbids acting on the answer without a person. */
export const warningInfo = /* @__PURE__ */ toWarningTable({
  AMOUNT_INVALID: 'an amount is not plain decimal text or a plain number; it is null',
  AMOUNT_MISSING: 'a payment succeeded without a readable positive amount',
  AMOUNT_SUM: 'amounts that should add up do not',
  AMOUNT_UNCERTAIN: 'the amount stated need not be the amount charged',
  EXPECTATION_DIFFERS: 'the answer differs from what the caller expected',
  EXPECTATION_NOT_COMPARABLE: 'the answer lacks what the caller wanted compared',
  QUANTITY_INVALID: 'a quantity is not a whole number from 0 up; it is null',
  QUANTITY_DIFFERS: 'quantities or refunds contradict the status',
  REFERENCE_MISSING: 'the answer carries none of the references asked',
  KIND_UNKNOWN: 'the answer does not show whether money comes in or goes out',
  STATUS_UNDOCUMENTED: 'the provider used a status word that it does not document',
  STATUS_MISSING: 'the answer has no status word',
  STATUS_CONTRADICTION: 'parts of the answer contradict one another',
  LINE_RESULT_MISSING: 'an item has no result of its own',
  LINE_RESULT_AMBIGUOUS: 'results cannot be assigned to items one to one',
  TIMESTAMP_INVALID: 'a time is not a full ISO date-time with a zone; it is null',
  FIELD_INVALID: 'an optional field is of another type than documented; it is null',
  SANDBOX: 'a test-mode transaction met a production client',
  MAY_BE_UNDONE: 'the provider documents that this final status can still change',
})

function toWarningTable(
  meanings: Readonly<Record<WarningCode, string>>,
): Readonly<Record<WarningCode, WarningInfo>> {
  const codes = Object.keys(reviewByCode) as WarningCode[]
  const rows = codes.map((code) => [code, { review: reviewByCode[code], meaning: meanings[code] }])
  return Object.fromEntries(rows) as Record<WarningCode, WarningInfo>
}
