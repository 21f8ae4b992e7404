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

/** Something in an answer that looked wrong but did not decide the status. */
export interface Warning {
  /** Switch over this; the message may change with any version. */
  code: WarningCode
  /** The provider's own field path inside the body: `data.amount`, `h2h_results[0].sn`. */
  field: string
  /** For people, without values of the answer. */
  message: string
}

export interface WarningRule {
  /** True when the warning turns `fulfil` and `release` into `review`. */
  review: boolean
  /** What it says about the answer, for people. */
  meaning: string
}

/** What each warning means and whether it forbids acting on the answer without a person. */
export const warningTable = {
  AMOUNT_INVALID: {
    review: true,
    meaning: 'an amount is not plain decimal text or a plain number; it is null',
  },
  AMOUNT_MISSING: { review: true, meaning: 'a payment succeeded without a readable positive amount' },
  AMOUNT_SUM: { review: true, meaning: 'amounts that should add up do not' },
  AMOUNT_UNCERTAIN: { review: true, meaning: 'the amount stated need not be the amount charged' },
  EXPECTATION_DIFFERS: { review: true, meaning: 'the answer differs from what the caller expected' },
  EXPECTATION_NOT_COMPARABLE: { review: true, meaning: 'the answer lacks what the caller wanted compared' },
  QUANTITY_INVALID: { review: true, meaning: 'a quantity is not a whole number from 0 up; it is null' },
  QUANTITY_DIFFERS: { review: true, meaning: 'quantities or refunds contradict the status' },
  REFERENCE_MISSING: { review: true, meaning: 'the answer carries none of the references asked' },
  KIND_UNKNOWN: { review: true, meaning: 'the answer does not show whether money comes in or goes out' },
  STATUS_UNDOCUMENTED: { review: true, meaning: 'the provider used a status word that it does not document' },
  STATUS_MISSING: { review: true, meaning: 'the answer has no status word' },
  STATUS_CONTRADICTION: { review: true, meaning: 'parts of the answer contradict one another' },
  LINE_RESULT_MISSING: { review: true, meaning: 'an item has no result of its own' },
  LINE_RESULT_AMBIGUOUS: { review: true, meaning: 'results cannot be assigned to items one to one' },
  TIMESTAMP_INVALID: { review: false, meaning: 'a time is not a full ISO date-time with a zone; it is null' },
  FIELD_INVALID: {
    review: false,
    meaning: 'an optional field is of another type than documented; it is null',
  },
  SANDBOX: { review: true, meaning: 'a test-mode transaction met a production client' },
} as const satisfies Record<WarningCode, WarningRule>
