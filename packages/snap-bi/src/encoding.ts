import { SnapBiError } from './errors.ts'

/** How a signature is written. Implementers use base64; the national portal prints hex. */
export type SignatureEncoding = 'base64' | 'hex'

/** The encoding to use, base64 unless said. */
export function checkEncoding(value: unknown): SignatureEncoding {
  if (value === undefined || value === 'base64') return 'base64'
  if (value === 'hex') return 'hex'
  throw new SnapBiError('encoding', 'use "base64" or "hex"')
}
