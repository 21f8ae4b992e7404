import type { KeyObject } from 'node:crypto'
import type { SignatureEncoding } from './encoding.ts'
import { withAlgorithm } from './runtime.ts'

const algorithm = 'RSA-SHA256'

/**
 * SHA256withRSA over the text in UTF-8. The padding is PKCS#1 v1.5, the default for keys of type `rsa`; the key
 * is passed alone because Workers do not take it together with options.
 */
export function rsaSign(key: KeyObject, text: string, encoding: SignatureEncoding): string {
  return withAlgorithm(algorithm, ({ createSign }) =>
    createSign(algorithm).update(text, 'utf8').sign(key, encoding),
  )
}

export function rsaVerify(
  key: KeyObject,
  text: string,
  signature: string,
  encoding: SignatureEncoding,
): boolean {
  return withAlgorithm(algorithm, ({ createVerify }) =>
    createVerify(algorithm).update(text, 'utf8').verify(key, signature, encoding),
  )
}

/** What keys are read with. @throws SnapBiError where the runtime has no `node:crypto` */
export function loadKeyReaders(): typeof import('node:crypto') {
  return withAlgorithm(algorithm, (nodeCrypto) => nodeCrypto.KeyObject && nodeCrypto)
}

/** Tells a runtime that lacks the algorithm from a key that cannot be used. @throws SnapBiError */
export function checkRuntimeSigns(): void {
  withAlgorithm(algorithm, ({ createSign }) => createSign(algorithm).update('', 'utf8'))
}
