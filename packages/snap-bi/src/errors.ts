/** A registered symbol, so that two installed copies of this package recognize each other's errors. */
const brand = Symbol.for('cekstatus.snap-bi.error')

/**
 * An input is missing or malformed, or the runtime cannot sign; nothing was signed. The message names the field and the
 * rule and never quotes the value. Use `isSnapBiError` instead of `instanceof`.
 */
export class SnapBiError extends Error {
  override readonly name = 'SnapBiError'
  /** The same code as a `CekStatusError` for bad input. */
  readonly code = 'CONFIGURATION'
  /**
   * Name of the input that the error is about, such as `privateKey`, `path` or `body`; `runtime` where there is no
   * `node:crypto` or where it lacks an algorithm.
   */
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
    Object.defineProperty(this, brand, { value: true, enumerable: false })
  }
}

/** Returns true for errors of this class, including those of another installed copy of the package. */
export function isSnapBiError(error: unknown): error is SnapBiError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[brand] === true
}
