import { credentials } from '@cekstatus/mocks/smilepay'
import { createSmilepay } from '@cekstatus/smilepay'
import type { CreateClient } from '../src/contract-types.ts'

export const wrongSecret = 'facefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeed'
export const foreignToken = 'a-token-that-nobody-issued'

/**
 * A wrong secret spoils the signature. For a foreign token the answer to the token call is replaced, so that the
 * client signs and sends, quite correctly, a token that the provider never issued.
 */
export const createClient: CreateClient = (options, variation) =>
  createSmilepay({
    ...options,
    ...credentials,
    ...(variation === 'wrong-secret' ? { merchantSecret: wrongSecret } : {}),
    ...(variation === 'foreign-token' ? { fetch: answerTokenCalls(foreignToken) } : {}),
  }) as ReturnType<CreateClient>

/** A fetch that answers the token call by itself and passes every other call on. */
export function answerTokenCalls(accessToken: string): typeof fetch {
  return (input, init) =>
    String(input).endsWith('/v1.0/access-token/b2b')
      ? Promise.resolve(
          Response.json({
            responseCode: '2007300',
            responseMessage: 'Successful',
            accessToken,
            tokenType: 'Bearer',
            expiresIn: '900',
            additionalInfo: null,
          }),
        )
      : fetch(input, init)
}
