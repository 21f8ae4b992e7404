import { SnapBiError } from './errors.ts'

/**
 * Text that goes into a header or into the string to sign. White space at its ends is refused because HTTP
 * drops it, and the provider would then sign other characters than we did.
 */
export function checkText(field: string, value: unknown): string {
  const text = checkEncodable(field, value)
  if (text === '') throw new SnapBiError(field, 'must not be empty')
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
    throw new SnapBiError(field, 'remove line breaks and other control characters')
  }
  if (text !== text.trim()) throw new SnapBiError(field, 'remove the white space at its beginning or end')
  return text
}

/** Text that has exactly one UTF-8 form. A lone surrogate has none; encoders replace it silently. */
export function checkEncodable(field: string, value: unknown): string {
  if (typeof value !== 'string') throw new SnapBiError(field, 'must be text')
  if (!value.isWellFormed()) {
    throw new SnapBiError(field, 'remove the lone surrogate: half of a character that needs two code units')
  }
  return value
}

/** The bare token. `Bearer ` belongs to the Authorization header and is not signed. */
export function checkAccessToken(value: unknown): string {
  const accessToken = checkText('accessToken', value)
  if (/^bearer\s/i.test(accessToken)) {
    throw new SnapBiError('accessToken', 'give the token alone, without "Bearer " in front of it')
  }
  return accessToken
}

/** The HTTP method as it is sent. Letters are not raised silently: the request must carry the same word. */
export function checkMethod(value: unknown): string {
  const method = checkText('method', value)
  if (!/^[A-Z]+$/.test(method)) throw new SnapBiError('method', 'write it in capital letters, such as POST')
  return method
}

/** The path with its query as it stands in the request line. */
export function checkPath(value: unknown): string {
  const path = checkText('path', value)
  if (!path.startsWith('/') || path.startsWith('//')) {
    throw new SnapBiError(
      'path',
      'begin it with one "/", without scheme and host, such as /v1.0/inquiry-status',
    )
  }
  if (!/^[!-~]+$/.test(path) || /[#\\]/.test(path)) {
    throw new SnapBiError(
      'path',
      'write it as it is sent: percent-encoded, without spaces, backslashes and "#"',
    )
  }
  return path
}

/** The result of `hashBody`. Capital letters would be signed as they are, and the provider signs small ones. */
export function checkBodyHash(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
    throw new SnapBiError(
      'bodyHash',
      'give the SHA-256 of the body as 64 lower-case hex digits; hashBody makes it',
    )
  }
  return value
}
