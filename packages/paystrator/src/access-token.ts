import { type Call, configurationError } from '@cekstatus/core/provider'
import { checkAccessToken, type PaystratorCredentials } from './sign.ts'

/**
 * Returns the token for one HTTP request: the given text, or what the given function returns now.
 *
 * What a failing function throws is left out of the error, because it often carries the key that was exchanged for
 * the token.
 * @throws CekStatusError `CONFIGURATION` when the function fails or returns something that is no token
 */
export async function askAccessToken({ accessToken }: PaystratorCredentials, call: Call): Promise<string> {
  if (typeof accessToken === 'string') return accessToken
  const token = checkAccessToken(await callTokenFunction(accessToken))
  call.redact(token)
  return token
}

async function callTokenFunction(askForToken: () => unknown): Promise<unknown> {
  try {
    return await askForToken()
  } catch {
    throw configurationError(
      'paystrator',
      'accessToken',
      'the function given for it failed; let it return a token',
    )
  }
}
