/** A registered symbol, so that two installed copies of this package recognize each other's errors. */
const brand = Symbol.for('cekstatus.snap-bi.error')

/**
 * An input is missing or malformed, or the runtime cannot sign; nothing was signed. The message names the field and the fix and never
 * quotes the value. Use `isSnapBiError` instead of `instanceof`.
 */
export class SnapBiError extends Error {
  /** The same in every copy of the package. */
  override readonly name = 'SnapBiError'
  /** The same as of a `CekStatusError` for bad input. */
  readonly code = 'CONFIGURATION'
  /**
   * The input that the error is about, as it is called in this package: `privateKey`, `path`, `body`; or `runtime`,
   * which has no `node:crypto` or one that lacks an algorithm.
   */
  readonly field: string

  constructor(field: string, fix: string) {
    super(`${field}: ${fix}`)
    this.field = field
    Object.defineProperty(this, brand, { value: true, enumerable: false })
  }
}

/** True for errors of this class, also of another installed copy of the package. */
export function isSnapBiError(error: unknown): error is SnapBiError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[brand] === true
}
