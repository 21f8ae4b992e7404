import { configurationError } from './errors.ts'

const maxHeaderValueLength = 8192
const quotationMarks = /^["'\u2018\u2019\u201C\u201D]/

/**
 * Checks a credential that travels as text: present, no white space at its ends, no control characters.
 * @throws CekStatusError `CONFIGURATION` naming the field, never its value
 */
export function checkCredential(provider: string, field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') {
    throw configurationError(provider, field, `${field} is required`)
  }
  if (typeof value !== 'string') throw configurationError(provider, field, `${field} must be a string`)
  if (value !== value.trim()) {
    throw configurationError(provider, field, `${field} must not begin or end with white space`)
  }
  if (/\p{Cc}/u.test(value)) {
    throw configurationError(provider, field, `${field} must not contain control characters`)
  }
  if (!value.isWellFormed()) {
    throw configurationError(provider, field, `${field} must be well-formed Unicode`)
  }
  return value
}

/**
 * Checks a credential that is sent in a header, where only visible ASCII survives.
 * @throws CekStatusError `CONFIGURATION` naming the field, never its value
 */
export function checkHeaderCredential(provider: string, field: string, value: unknown): string {
  const credential = checkCredential(provider, field, value)
  if (!/^[\x21-\x7e]+$/.test(credential)) {
    throw configurationError(provider, field, `${field} must contain visible ASCII characters only`)
  }
  if (credential.length > maxHeaderValueLength) {
    throw configurationError(provider, field, `${field} must have at most ${maxHeaderValueLength} characters`)
  }
  return credential
}

/** The names of the credentials that begin with a quotation mark, which a settings file leaves there. */
export function startsWithQuotationMark(credential: unknown): boolean {
  return typeof credential === 'string' && quotationMarks.test(credential)
}
