import type { KeyObject } from 'node:crypto'
import type { SignatureEncoding } from './encoding.ts'
import { withAlgorithm } from './runtime.ts'

const algorithm = 'RSA-SHA256'

/**
 * Signs the UTF-8 text with SHA256withRSA. The padding is PKCS#1 v1.5, the default for keys of type `rsa`; the key is
 * passed without options because Workers reject it with them.
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

/** Loads the functions that read keys. @throws SnapBiError where the runtime has no `node:crypto` */
export function loadKeyReaders(): typeof import('node:crypto') {
  return withAlgorithm(algorithm, (nodeCrypto) => nodeCrypto.KeyObject && nodeCrypto)
}

/** Distinguishes a runtime that lacks the algorithm from an unusable key. @throws SnapBiError */
export function checkRuntimeSigns(): void {
  withAlgorithm(algorithm, ({ createSign }) => createSign(algorithm).update('', 'utf8'))
}
