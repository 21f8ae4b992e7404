import { SnapBiError } from './errors.ts'

type NodeCrypto = typeof import('node:crypto')
let nodeCrypto: NodeCrypto | undefined

/**
 * Computes with an algorithm of the runtime's `node:crypto`, which is loaded at first use, because loading it takes
 * longer than loading this package. The module may be missing, or may lack the algorithm, as in FIPS mode or where a
 * runtime implements a part of it.
 * @throws SnapBiError for the field `runtime`, without the runtime's own error, which may quote the input
 */
export function withAlgorithm<Result>(
  algorithm: string,
  compute: (nodeCrypto: NodeCrypto) => Result,
): Result {
  try {
    nodeCrypto ??= globalThis.process.getBuiltinModule('node:crypto')
    return compute(nodeCrypto)
  } catch {
    const message = `node:crypto of this runtime cannot compute ${algorithm}; use a runtime or a mode that can (Workers: nodejs_compat and a compatibility date of 2024-09-23 or later)`
    throw new SnapBiError('runtime', message)
  }
}
