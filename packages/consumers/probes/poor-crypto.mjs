import * as crypto from 'node:crypto'

/** Stands in for the `node:crypto` of a runtime that has neither MD5 nor RSA; the rest is the runtime's own. */
export * from 'node:crypto'

const refuse = (algorithm) => {
  throw new Error(`${algorithm} is not supported`)
}

export const createHash = (algorithm) =>
  algorithm === 'md5' ? refuse(algorithm) : crypto.createHash(algorithm)
export const createSign = refuse
export const createVerify = refuse
