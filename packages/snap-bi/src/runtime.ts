import { SnapBiError } from './errors.ts'

type NodeCrypto = typeof import('node:crypto')
let nodeCrypto: NodeCrypto | undefined

/**
 * Computes with an algorithm of the runtime's `node:crypto`, which is loaded at the first use, because that takes longer
 * than loading this package. It may lack the algorithm, as in FIPS mode or where the module is there in part only, and it
 * may not be there at all. @throws SnapBiError for the field `runtime`, without the runtime's own error, which may quote
 * what it read
 */
export function withAlgorithm<Result>(
  algorithm: string,
  compute: (nodeCrypto: NodeCrypto) => Result,
): Result {
  try {
    nodeCrypto ??= globalThis.process.getBuiltinModule('node:crypto')
    return compute(nodeCrypto)
  } catch {
    const fix = `node:crypto of this runtime cannot compute ${algorithm}; use a runtime, or a mode of it, that can (Workers: nodejs_compat and a compatibility date from 2024-09-23)`
    throw new SnapBiError('runtime', fix)
  }
}
