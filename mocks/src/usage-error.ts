/** What a tester asked for cannot be done; `field` names the part of it, and the message says what would do. */
export class MockUsageError extends Error {
  /** Tells it from other errors. */
  override name = 'MockUsageError'
  /** The part of what was given that is wrong: `timeline[1].forMs`; empty for the whole. */
  readonly field: string

  constructor(field: string, rule: string) {
    super(field === '' ? rule : `${field} ${rule}`)
    this.field = field
  }
}

/** A bound is reached; something has to be cleared first. */
export class MockLimitError extends MockUsageError {
  override name = 'MockLimitError'
}
