import { sign } from 'node:crypto'
import { bodyHashMistakes } from '../../src/explain/body-mistakes.ts'
import { explainSignature } from '../../src/explain/explain-signature.ts'
import {
  type ExplainContext,
  type ExplainedRequest,
  headerOf,
  type LikelyMistake,
  seen,
} from '../../src/explain/explanation.ts'
import { explainHeaderForm } from '../../src/explain/header-credential.ts'
import { hmac, otherText, otherValue, standardMistakes } from '../../src/explain/mistakes.ts'
import { type Mistake, mistake, recipe, replacing } from '../../src/explain/recipe.ts'
import { timestampMistakes } from '../../src/explain/timestamp-mistakes.ts'
import { readMembers } from '../../src/json-members.ts'
import { inquiryPath, tokenPath } from '../read-call.ts'
import { hashBody, minifyJson } from '../verify-signature.ts'
import { type AcceptedCredentials, explainHeaders, isOwnMerchant } from './snap-request.ts'

/** Printed in the vendor's public demos as the secret of `sandbox-10001`; long since replaced, and in many copies. */
const publishedSecret = 'c14befbb5976d969a91db06439d7e0f964f1a92c0d5417f5cc0a64a9988bf479'

const formula = 'METHOD:path:accessToken:hash of the body:X-TIMESTAMP'
const rule = `${formula} signed with HMAC-SHA512 and the merchant secret, as base64`
const otherPaths = ['/inquiry-status', '/v1/inquiry-status', '/v1.0/inquiryStatus', tokenPath]
const freshToken = 'request a new token at /v1.0/access-token/b2b; one lives 900 s'

/** What is wrong with the token that follows `Bearer`. */
function explainToken(token: string, { now, answer }: ExplainContext, partnerId: string): LikelyMistake[] {
  const claims = readMembers(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const foreign = (what: string) => [seen('foreign-token', `the access token ${what}; ${freshToken}`)]
  if (!claims) return foreign('is not one that this mock issues')
  const { exp, MERCHANT_ID: merchantId } = claims
  const age = typeof exp === 'number' ? Math.round(now.getTime() / 1000 - exp) : -1
  if (age >= 0) return [seen('stale-token', `the access token expired ${age} s ago; ${freshToken}`)]
  if (!isOwnMerchant(String(merchantId), partnerId)) return foreign('was issued to another merchant')
  const isRefused = /"responseCode":\s*"401920[13]"/.test(answer?.body ?? '')
  return isRefused ? foreign('was not issued in this session, or before a restart or reset') : []
}

function pathMistakes({ receivedPath, query, headers }: ExplainedRequest): Mistake[] {
  const paths = [inquiryPath, receivedPath]
  const hosts = [headers.host ?? '', 'gateway.smilepay.id', 'sandbox-gateway.smilepay.id']
  const urls = ['https://', 'http://', ''].flatMap((scheme) => hosts.map((host) => scheme + host))
  const row = (id: string, what: string, texts: () => string[]) =>
    mistake(id, `the signed path ${what}; sign ${inquiryPath}`, replacing('path', texts))
  return [
    row('path-with-session', 'includes the session of the base URL', () => [receivedPath]),
    row('path-with-host', 'includes the host', () => urls.flatMap((url) => paths.map((path) => url + path))),
    row('path-with-query', 'includes the query', () => paths.map((path) => `${path}?${query}`)),
    row('path-slash', 'has a wrong slash', () => [`${inquiryPath}/`, inquiryPath.slice(1)]),
    row('another-path-signed', 'is not that of this call', () => otherPaths),
  ]
}

/** Values of this request, or earlier ones, that were signed in the wrong place. */
function valueMistakes(request: ExplainedRequest, recentTokens: readonly string[]): Mistake[] {
  const headers = ['X-PARTNER-ID', 'X-EXTERNAL-ID', 'CHANNEL-ID'].map((name) => headerOf(request, name))
  const row = (id: string, fix: string, name: string, texts: (text: string) => readonly string[]) =>
    mistake(id, fix, replacing(name, texts))
  return [
    row('bearer-in-text', 'the word Bearer was signed; sign the token alone', 'accessToken', (token) =>
      ['Bearer', 'bearer'].map((word) => `${word} ${token}`),
    ),
    row('another-token-signed', 'sign the access token that is sent', 'accessToken', () => recentTokens),
    row('another-header-signed', 'a header was signed instead of the token', 'accessToken', () => headers),
    row('http-method', 'the signed method is not POST; sign POST', 'method', () => ['post', 'Post', 'GET']),
    mistake('part-too-many', `a header was signed that is not in the formula; sign ${formula}`, () =>
      headers.flatMap((value) => [
        { finish: (text) => `${text}:${value}` },
        { finish: (text) => `${value}:${text}` },
      ]),
    ),
  ]
}

/** Explains the status inquiry. The page is https://docs.smilepay.id/inquiry. */
export function explainInquiry(
  request: ExplainedRequest,
  context: ExplainContext,
  accepted: AcceptedCredentials,
) {
  const { partnerId, merchantSecret } = accepted
  const authorization = headerOf(request, 'Authorization')
  const { credential: token, mistakes } = explainHeaderForm(authorization, 'Bearer')
  const tokenProblems = mistakes.length > 0 ? mistakes : explainToken(token, context, partnerId)
  const minified = minifyJson(request.body)
  const otherHeaders = ['Authorization', 'X-EXTERNAL-ID', 'CHANNEL-ID']
  return explainSignature({
    call: 'inquiry-status',
    problems: [
      ...explainHeaders(request, context, partnerId, 'X-PARTNER-ID', otherHeaders),
      ...(authorization === '' ? [] : tokenProblems),
    ],
    recipe: recipe({
      parts: {
        method: 'POST',
        path: inquiryPath,
        accessToken: token,
        bodyHash: hashBody(request.body),
        'X-TIMESTAMP': headerOf(request, 'X-TIMESTAMP'),
      },
      order: ['method', 'path', 'accessToken', 'bodyHash', 'X-TIMESTAMP'],
      separator: ':',
      secret: merchantSecret,
      sign: hmac('sha512'),
      encode: (bytes) => bytes.toString('base64'),
    }),
    rule,
    secretName: 'merchant secret',
    received: headerOf(request, 'X-SIGNATURE'),
    mistakes: [
      ...bodyHashMistakes('bodyHash', request.body, minified, ['tradeType', 'orderNo', 'tradeNo']),
      ...valueMistakes(request, context.recentTokens ?? []),
      ...pathMistakes(request),
      ...timestampMistakes('X-TIMESTAMP'),
      otherValue('published-sample-secret', 'the secret is a published sample', 'secret', [publishedSecret]),
      mistake('asymmetric-instead-of-symmetric', `the private key was used; send ${rule}`, () => ({
        sign: (text) => sign('sha256', Buffer.from(text), accepted.privateKey),
      })),
      ...standardMistakes({ formula, rule, secretName: 'the merchant secret', form: 'base64', key: 'hmac' }),
      otherText('body-signed', `the body was signed; sign ${formula}`, () => minified),
    ],
    secrets: [
      { name: 'merchantSecret', text: merchantSecret },
      { name: 'accessToken', text: token },
      { name: 'Authorization', text: authorization },
      ...(context.recentTokens ?? []).map((text) => ({ name: 'earlier accessToken', text })),
    ],
  })
}
