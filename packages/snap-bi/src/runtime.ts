import { SnapBiError } from './errors.ts'

/**
 * Computes with an algorithm that the runtime's `node:crypto` may lack, as in FIPS mode or where the module is there in
 * part only. @throws SnapBiError for the field `runtime`, without the runtime's own error, which may quote what it read
 */
export function withAlgorithm<Result>(algorithm: string, compute: () => Result): Result {
  try {
    return compute()
  } catch {
    const fix = `node:crypto of this runtime cannot compute ${algorithm}; use a runtime, or a mode of it, that can`
    throw new SnapBiError('runtime', fix)
  }
}
