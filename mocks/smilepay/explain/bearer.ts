import type {
  ExplainContext,
  ExplainedRequest,
  ExplanationStage,
  LikelyMistake,
} from '../../src/explain/explanation.ts'
import { maskSecret } from '../../src/explain/mask.ts'
import { headerOf, seen } from '../../src/explain/stages.ts'
import { readMembers } from '../../src/json-members.ts'

interface TokenClaims {
  issuedAtSeconds: number | null
  expiresAtSeconds: number | null
  merchantId: string | null
}

const readClaims = (token: string): TokenClaims | null => {
  const parts = token.split('.')
  if (parts.length !== 3) return null
  const claims = readMembers(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'))
  if (!claims) return null
  const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  return {
    issuedAtSeconds: numberOrNull(claims.iat),
    expiresAtSeconds: numberOrNull(claims.exp),
    merchantId: typeof claims.MERCHANT_ID === 'string' ? claims.MERCHANT_ID : null,
  }
}

const freshToken = 'Ask for a new token at /v1.0/access-token/b2b; one lives 900 s.'

const wasRefused = ({ answer }: ExplainContext): boolean =>
  answer !== undefined && /"responseCode":\s*"401920[13]"/.test(answer.body)

const judge = (token: string, context: ExplainContext, isOwnMerchant: (id: string) => boolean) => {
  const claims = readClaims(token)
  if (!claims) {
    return seen(
      'foreign-token',
      'The access token is not one that this mock makes: it has not the three parts of a JWT.',
      'Send the accessToken of the token answer, whole and unchanged.',
    )
  }
  const nowSeconds = context.now.getTime() / 1000
  if (claims.expiresAtSeconds !== null && claims.expiresAtSeconds <= nowSeconds) {
    const age = Math.round(nowSeconds - claims.expiresAtSeconds)
    return seen('stale-token', `The access token expired ${age} s ago by the session's clock.`, freshToken)
  }
  if (claims.merchantId !== null && !isOwnMerchant(claims.merchantId)) {
    return seen(
      'foreign-token',
      'The access token was issued to another merchant or session.',
      'Take the token and make the inquiry with the same merchant id and base URL.',
    )
  }
  if (wasRefused(context)) {
    return seen(
      'foreign-token',
      'The access token was not issued here: another environment, another session, an earlier run of the mock, or a reset since.',
      freshToken,
    )
  }
  return null
}

/** The token as the provider reads it, and what is wrong with the header around it. */
export const explainBearer = (
  request: ExplainedRequest,
  context: ExplainContext,
  isOwnMerchant: (id: string) => boolean,
): { token: string; stage: ExplanationStage; mistakes: LikelyMistake[] } => {
  const header = headerOf(request, 'Authorization')
  const token = /^Bearer (\S+)$/i.exec(header)?.[1] ?? ''
  const stage = (received: string, agrees: boolean): ExplanationStage => ({
    name: 'access token',
    expected: 'Authorization: Bearer <accessToken>, issued in this session and not older than 900 s',
    received,
    agrees,
  })
  const wrongForm = (id: string, what: string, fix = 'Send Authorization: Bearer <accessToken>.') => ({
    token,
    stage: stage(header === '' ? 'missing' : maskSecret(header), false),
    mistakes: [seen(id, what, fix)],
  })
  if (header === '') {
    return wrongForm('token-missing', 'The header Authorization is missing: there is no access token.')
  }
  if (/^Bearer\s+Bearer\b/i.test(header)) {
    return wrongForm('bearer-doubled', 'The word Bearer stands twice in Authorization.')
  }
  if (/^Bearer\s*$/i.test(header)) {
    return wrongForm(
      'token-missing',
      'Authorization is Bearer without a token: the variable was empty.',
      'Take accessToken from the token answer before the inquiry.',
    )
  }
  if (!/^Bearer /i.test(header)) {
    return /^\S+$/.test(header)
      ? wrongForm('bearer-missing', 'Authorization is the token alone; the word Bearer is missing.')
      : wrongForm('wrong-scheme', 'Authorization begins with another scheme than Bearer.')
  }
  if (token === '')
    return wrongForm('token-white-space', 'There is white space in or around the access token.')
  if (/^(undefined|null|None|\[object \w+\])$/.test(token)) {
    return wrongForm(
      'token-missing',
      `The access token is the word "${token}": the variable was not set.`,
      'Take accessToken from the token answer before the inquiry, and wait for that answer.',
    )
  }
  if (/^["'].*["']$/.test(token)) {
    return wrongForm('token-quoted', 'The access token stands in quotation marks.', 'Send it without them.')
  }
  const mistake = judge(token, context, isOwnMerchant)
  return {
    token,
    stage: stage(maskSecret(token), mistake === null),
    mistakes: mistake ? [mistake] : [],
  }
}
