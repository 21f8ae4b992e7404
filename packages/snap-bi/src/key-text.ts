import { SnapBiError } from './errors.ts'

/** A key as passed: the label of its PEM block, null without one, and its DER form in base64. */
export interface KeyText {
  label: string | null
  derBase64: string
}

/**
 * Reads PEM or bare base64, with or without line breaks. Environment variables often hold the two characters
 * `\n` or a space where a line break was; both are accepted.
 */
export function readKeyText(field: string, value: unknown): KeyText {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new SnapBiError(
      field,
      `${field} must be a string: PEM, or its base64 without the BEGIN and END lines`,
    )
  }
  const text = value.replace(/\\r|\\n/g, '\n')
  if (!text.includes('-----')) return { label: null, derBase64: compactBase64(field, text) }
  const [block, ...others] = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)
  if (block === undefined || others.length > 0) {
    throw new SnapBiError(
      field,
      `${field} must contain exactly one key, with its complete BEGIN and END lines`,
    )
  }
  const [, label = '', content = ''] = block
  if (label.includes('ENCRYPTED') || content.includes('Proc-Type')) throw encryptedKey(field)
  return { label, derBase64: compactBase64(field, content) }
}

export function encryptedKey(field: string): SnapBiError {
  return new SnapBiError(
    field,
    `${field} must not be encrypted with a passphrase; decrypt a copy with: openssl pkey -in key.pem -out unlocked.pem`,
  )
}

function compactBase64(field: string, text: string): string {
  const compact = text.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    throw new SnapBiError(field, `${field} must be complete base64; copy the key again from its file`)
  }
  return compact
}
