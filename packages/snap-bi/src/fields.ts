import { SnapBiError } from './errors.ts'

/**
 * Checks text for a header or the string to sign. White space at either end is rejected because HTTP drops it, and the
 * provider would then sign other characters than we did.
 */
export function checkText(field: string, value: unknown): string {
  const text = checkEncodable(field, value)
  if (text === '') throw new SnapBiError(field, `${field} must not be empty`)
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
    throw new SnapBiError(field, `${field} must not contain line breaks or other control characters`)
  }
  if (text !== text.trim()) throw new SnapBiError(field, `${field} must not begin or end with white space`)
  return text
}

/** Checks that text has exactly one UTF-8 form. A lone surrogate has none; encoders replace it silently. */
export function checkEncodable(field: string, value: unknown): string {
  if (typeof value !== 'string') throw new SnapBiError(field, `${field} must be a string`)
  if (!value.isWellFormed()) {
    throw new SnapBiError(field, `${field} must be well-formed Unicode, without lone surrogates`)
  }
  return value
}

/** Checks a bare token. `Bearer ` belongs to the Authorization header and is not signed. */
export function checkAccessToken(value: unknown): string {
  const accessToken = checkText('accessToken', value)
  if (/^bearer\s/i.test(accessToken)) {
    throw new SnapBiError('accessToken', 'accessToken must not begin with "Bearer "; pass the token alone')
  }
  return accessToken
}

/** Checks the HTTP method as sent. Lower case is rejected, not converted: the request must carry the same word. */
export function checkMethod(value: unknown): string {
  const method = checkText('method', value)
  if (!/^[A-Z]+$/.test(method))
    throw new SnapBiError('method', 'method must be in capital letters, such as POST')
  return method
}

/** Checks a path with its query, as in the request line. */
export function checkPath(value: unknown): string {
  const path = checkText('path', value)
  if (!path.startsWith('/') || path.startsWith('//')) {
    throw new SnapBiError(
      'path',
      'path must begin with one "/", without scheme and host, such as /v1.0/inquiry-status',
    )
  }
  if (!/^[!-~]+$/.test(path) || /[#\\]/.test(path)) {
    throw new SnapBiError('path', 'path must be percent-encoded as sent, without spaces, backslashes and "#"')
  }
  return path
}

/** Checks the result of `hashBody`. Providers sign lower-case digits, so capital letters would not verify. */
export function checkBodyHash(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
    throw new SnapBiError(
      'bodyHash',
      'bodyHash must be the SHA-256 of the body in 64 lower-case hex digits; hashBody returns it',
    )
  }
  return value
}
