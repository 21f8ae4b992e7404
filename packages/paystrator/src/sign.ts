import { checkHeaderCredential, configurationError } from '@cekstatus/core/provider'

/** A public access token without `Bearer `, or a function that returns a fresh one. */
export type AccessTokenSource = string | (() => string | Promise<string>)

/**
 * The public access token. The one that a page shows lives five minutes, and it may work only once, so give a function:
 * it is asked for a token before every HTTP request.
 */
export interface PaystratorCredentials {
  /** Without `Bearer `; as text, or a function that returns it or a promise of it. */
  accessToken: AccessTokenSource
}

/** The pages disagree about the header that carries the token. */
export type TokenHeader = 'publicAccessToken' | 'authorization'

/** Checks the credentials. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkCredentials(credentials: PaystratorCredentials): PaystratorCredentials {
  const accessToken: unknown = credentials?.accessToken
  if (typeof accessToken === 'function') return { accessToken: accessToken as () => string | Promise<string> }
  return { accessToken: checkAccessToken(accessToken) }
}

/** Checks one token. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkAccessToken(accessToken: unknown): string {
  if (typeof accessToken === 'string' && /^\s*bearer\s/i.test(accessToken)) {
    throw configurationError('paystrator', 'accessToken', 'leave out "Bearer " before the token; it is added')
  }
  return checkHeaderCredential('paystrator', 'accessToken', accessToken)
}

/** Paystrator signs nothing: the token itself, as a bearer token, proves who asks. */
export function authorize(accessToken: string, tokenHeader: TokenHeader): Record<string, string> {
  return { [tokenHeader]: `Bearer ${accessToken}` }
}
