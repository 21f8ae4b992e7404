import { checkEncodable } from './fields.ts'
import { withAlgorithm } from './runtime.ts'

/**
 * Returns the SHA-256 of the UTF-8 text in lower-case hex. Does not minify: pass the compact text that is sent. For a
 * request without a body pass the empty string, as the national portal, Midtrans and BCA do.
 * @throws SnapBiError
 */
export function hashBody(body: string): string {
  const text = checkEncodable('body', body)
  return withAlgorithm('SHA-256', ({ createHash }) => createHash('sha256').update(text, 'utf8').digest('hex'))
}
