import { SnapBiError } from './errors.ts'

/** Encoding of a signature. Implementers use base64; the national portal prints hex. */
export type SignatureEncoding = 'base64' | 'hex'

/** Returns the encoding to use; default: base64. */
export function checkEncoding(value: unknown): SignatureEncoding {
  if (value === undefined || value === 'base64') return 'base64'
  if (value === 'hex') return 'hex'
  throw new SnapBiError('encoding', 'encoding must be "base64" or "hex"')
}
