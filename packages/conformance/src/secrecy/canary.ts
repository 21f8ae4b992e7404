import { createHash, generateKeyPairSync } from 'node:crypto'

/** A text that stands in one place only, so that finding it anywhere else tells how it got out. */
export interface Canary {
  /** Where it was put: `credential privateKey`, `data.pay_url`. */
  name: string
  text: string
}

/** Looks random, is the same in every run, and has a character now and then that encodings change. */
export function createCanary(name: string): Canary {
  const parts = digest(name, 'base64').match(/.{9}/g) ?? []
  return { name, text: parts.map((part, index) => part + ['%', '"', '/', '&'][index]).join('') }
}

/** A mobile number as Indonesia has them. */
export function createNumberCanary(name: string): Canary {
  const digits = BigInt(`0x${digest(name, 'hex')}`)
    .toString()
    .slice(0, 9)
  return { name, text: `081${digits}` }
}

/** A real RSA key, another in every run. */
export function createKeyCanary(name: string): Canary {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { name, text: privateKey }
}

function digest(name: string, encoding: 'base64' | 'base64url' | 'hex'): string {
  return createHash('sha256').update(`canary: ${name}`).digest(encoding)
}
