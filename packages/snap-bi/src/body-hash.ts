import { checkEncodable } from './fields.ts'
import { withAlgorithm } from './runtime.ts'

/**
 * Lower-case hex SHA-256 of the characters given, in UTF-8. Nothing is minified: pass the compact text that is
 * sent. A request without a body hashes the empty string, as the national portal, Midtrans and BCA do.
 * @throws SnapBiError
 */
export function hashBody(body: string): string {
  const text = checkEncodable('body', body)
  return withAlgorithm('SHA-256', ({ createHash }) => createHash('sha256').update(text, 'utf8').digest('hex'))
}
