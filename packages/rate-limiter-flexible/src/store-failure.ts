import { CekStatusError } from '@cekstatus/core'

/** Only the name and the system code of `failure` are quoted: a message may carry the store's address and password. */
export function storeFailed(failure: unknown): CekStatusError {
  const { name, code } = (failure ?? {}) as Record<string, unknown>
  const words = [name, code].filter(
    (word): word is string => typeof word === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(word),
  )
  const reason = words.length === 0 ? '' : ` (${words.join(' ')})`
  return new CekStatusError({
    code: 'RATE_LIMITED',
    limitedBy: 'store',
    message: `rate limit store unreachable${reason}; no request was sent`,
    hint: 'check the store; calls resume when it recovers',
  })
}
