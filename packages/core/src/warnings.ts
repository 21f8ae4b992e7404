import type { Advice } from './status.ts'

/** Every kind of warning. */
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

/** A problem in a response that does not change the status. */
export interface Warning {
  /** Switch over this; the message may change with any version. */
  code: WarningCode
  /** Path in the response body: `data.amount`, `h2h_results[0].sn`. */
  field: string
  /** For people, without values of the response. */
  message: string
}

/** One row of `warningInfo`. */
export interface WarningInfo {
  /** True when the warning turns `fulfill` and `release` into `review`; `'release'` when it turns only that. */
  review: boolean | 'release'
  /** For people. */
  meaning: string
}

/** Apart from the meanings, so that bundles that do not use them leave them out. */
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

/** Lowers `fulfill` and `release` to `review` where a warning demands it; `wait` stays. */
export function lowerAdvice(advice: Advice, warnings: readonly Warning[]): Advice {
  if (advice !== 'fulfill' && advice !== 'release') return advice
  const forbids = (review: WarningInfo['review']): boolean => review === true || review === advice
  return warnings.some(({ code }) => forbids(reviewByCode[code])) ? 'review' : advice
}

/** Meaning of each warning, and whether it turns advice into `review`. */
export const warningInfo = /* @__PURE__ */ toWarningTable({
  AMOUNT_INVALID: 'an amount is not a decimal string or number with at most two decimals; the amount is null',
  AMOUNT_MISSING: 'a successful payment has no valid positive amount',
  AMOUNT_SUM: 'amounts do not add up',
  AMOUNT_UNCERTAIN: 'the amount may differ from the amount charged',
  EXPECTATION_DIFFERS: 'the response differs from `expect`',
  EXPECTATION_NOT_COMPARABLE: 'the response lacks a field of `expect`',
  QUANTITY_INVALID: 'a quantity is not an integer of at least 0; the quantity is null',
  QUANTITY_DIFFERS: 'quantities or refunds contradict the status',
  REFERENCE_MISSING: 'the response contains no reference of the query',
  KIND_UNKNOWN: 'the response does not show whether money comes in or goes out',
  STATUS_UNDOCUMENTED: 'the status word is undocumented',
  STATUS_MISSING: 'the response has no status word',
  STATUS_CONTRADICTION: 'parts of the response contradict each other',
  LINE_RESULT_MISSING: 'an item has no result of its own',
  LINE_RESULT_AMBIGUOUS: 'results cannot be assigned to items one-to-one',
  TIMESTAMP_INVALID: 'a time is not in the documented format; the time is null',
  FIELD_INVALID: 'an optional field has an undocumented type; the field is null',
  SANDBOX: 'a test-mode transaction, but the environment is production',
  MAY_BE_UNDONE: 'the provider documents that this final status can still change',
})

function toWarningTable(
  meanings: Readonly<Record<WarningCode, string>>,
): Readonly<Record<WarningCode, WarningInfo>> {
  const codes = Object.keys(reviewByCode) as WarningCode[]
  const rows = codes.map((code) => [code, { review: reviewByCode[code], meaning: meanings[code] }])
  return Object.fromEntries(rows) as Record<WarningCode, WarningInfo>
}
