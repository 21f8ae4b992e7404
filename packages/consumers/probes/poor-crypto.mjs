import * as crypto from 'node:crypto'

const refuse = (algorithm) => {
  throw new Error(`${algorithm} is not supported`)
}

/** Like the `node:crypto` of a runtime that has neither MD5 nor RSA; the rest is the runtime's own. */
const poorCrypto = {
  ...crypto,
  createHash: (algorithm) => (algorithm === 'md5' ? refuse(algorithm) : crypto.createHash(algorithm)),
  createSign: refuse,
  createVerify: refuse,
}

/** Stands in for the `process` of such a runtime. */
export const poorProcess = { getBuiltinModule: (id) => (id === 'node:crypto' ? poorCrypto : undefined) }
