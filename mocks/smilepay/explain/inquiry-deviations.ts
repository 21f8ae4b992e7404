import { createHash, createHmac } from 'node:crypto'
import { bodyDeviations } from '../../src/explain/body-deviations.ts'
import type { ExplainContext, ExplainedRequest } from '../../src/explain/explanation.ts'
import { type Deviation, type Dimension, replacing } from '../../src/explain/find-deviations.ts'
import { headerOf } from '../../src/explain/stages.ts'
import { permutationsOf, separatorDeviations, wrapDeviations } from '../../src/explain/string-deviations.ts'
import { secretDeviations, type TextDeviation, unsetText } from '../../src/explain/text-deviations.ts'
import { timestampDeviations } from '../../src/explain/timestamp-deviations.ts'
import { inquiryPath } from '../read-call.ts'
import { minifyJson } from '../verify-signature.ts'
import {
  type AcceptedCredentials,
  correctOrder,
  hmac,
  type InquiryRecipe,
  type Part,
  rememberLast,
  sha256,
} from './inquiry-recipe.ts'

/**
 * Printed in the vendor's public demos as the secret of `sandbox-10001`; long since replaced, and in many copies.
 */
const publishedSecrets = ['c14befbb5976d969a91db06439d7e0f964f1a92c0d5417f5cc0a64a9988bf479']

const changing = (
  id: string,
  what: string,
  fix: string,
  change: Partial<InquiryRecipe>,
): Deviation<InquiryRecipe> => ({ id, what, fix, apply: (recipe) => ({ ...recipe, ...change }) })

const formula = 'The text is METHOD:path:accessToken:hash of the body:X-TIMESTAMP.'

const methodDimension = (method: string): Dimension<InquiryRecipe> =>
  replacing(
    'method',
    [
      { text: method.toLowerCase(), what: 'The HTTP method is in lower case in the signed text.' },
      { text: 'Post', what: 'The HTTP method is Post in the signed text.' },
      { text: 'GET', what: 'The HTTP method is GET in the signed text.' },
    ].map((deviation) => ({ ...deviation, id: 'http-method', fix: 'Sign POST, in capitals.' })),
  )

const hostsOf = (request: ExplainedRequest): string[] =>
  [headerOf(request, 'Host'), 'gateway.smilepay.id', 'sandbox-gateway.smilepay.id'].filter(
    (host) => host !== '',
  )

const rarePaths = new Set(['path-url-encoded', 'path-case'])

const pathDimension = (request: ExplainedRequest): Dimension<InquiryRecipe> => {
  const query = request.query.toString()
  const signed = (id: string, what: string, texts: readonly string[]): TextDeviation[] =>
    texts.map((text) => ({
      id,
      what: `The signed path ${what}.`,
      fix: `Sign ${inquiryPath}, whatever stands before or behind it in the address.`,
      text,
    }))
  const paths = [...new Set([inquiryPath, request.receivedPath])]
  return replacing(
    'path',
    [
      ...signed('path-with-session', 'includes the session of the base URL', [request.receivedPath]),
      ...signed(
        'path-with-host',
        'includes the host',
        hostsOf(request).flatMap((host) =>
          paths.flatMap((signedPath) => [
            `https://${host}${signedPath}`,
            `http://${host}${signedPath}`,
            `${host}${signedPath}`,
          ]),
        ),
      ),
      ...signed('path-with-query', 'includes the query', [
        `${inquiryPath}?${query}`,
        `${request.receivedPath}?${query}`,
      ]),
      ...signed('path-slash', 'has a slash at its end', [`${inquiryPath}/`]),
      ...signed('path-slash', 'lacks the slash at its start', [inquiryPath.slice(1)]),
      ...signed('path-version', 'lacks the version', ['/inquiry-status', 'inquiry-status']),
      ...signed('path-version', 'has another version', [
        '/v1/inquiry-status',
        '/v2.0/inquiry-status',
        '/1.0/inquiry-status',
      ]),
      ...signed('path-of-another-call', 'is that of another call, or its old name', [
        '/v1.0/inquiryStatus',
        '/v1.0/access-token/b2b',
        '/v1.0/inquiry-balance',
        '/v1.0/transaction/pay-in',
        '/v1.0/disbursement/cash-out',
      ]),
      ...signed('path-url-encoded', 'is URL-encoded', [encodeURIComponent(inquiryPath)]),
      ...signed('path-case', 'is in another case', [inquiryPath.toUpperCase()]),
      ...unsetText('path', 'The path'),
    ]
      .filter(({ text }) => text !== inquiryPath)
      .map((deviation) => (rarePaths.has(deviation.id) ? { ...deviation, alone: true as const } : deviation)),
  )
}

const tokenDimension = (
  request: ExplainedRequest,
  token: string,
  recentTokens: readonly string[],
): Dimension<InquiryRecipe> =>
  replacing(
    'token',
    [
      ...[`Bearer ${token}`, headerOf(request, 'Authorization'), `bearer ${token}`].map((text) => ({
        id: 'bearer-in-string',
        what: '"Bearer " stands before the access token in the signed text.',
        fix: 'Sign the token alone; "Bearer " belongs into the header only.',
        text,
      })),
      ...[`"${token}"`, `${token}\n`, ` ${token}`].map((text) => ({
        id: 'token-not-trimmed',
        what: 'Quotation marks or white space stand around the access token in the signed text.',
        fix: 'Sign exactly the characters that follow "Bearer " in the header.',
        text,
      })),
      ...unsetText('token-in-string', 'The access token'),
      ...['X-PARTNER-ID', 'X-EXTERNAL-ID', 'CHANNEL-ID', 'ORIGIN'].map((name) => ({
        id: 'another-header-signed',
        what: `${name} stands in the signed text in the place of the access token.`,
        fix: formula,
        text: headerOf(request, name),
      })),
      ...recentTokens.slice(0, 20).map((text) => ({
        id: 'another-token-signed',
        what: 'An earlier access token was signed than the one in Authorization.',
        fix: 'Read the token once per request; sign it and send it.',
        text,
      })),
    ].filter(({ text }) => text !== token),
  )

/** A body that asked for another order, where the session asked for it before. */
const bodiesOfOtherOrders = (minified: string, references: readonly string[]): TextDeviation[] =>
  references.slice(0, 20).flatMap((reference) =>
    ['orderNo', 'tradeNo'].map((name) => ({
      id: 'body-of-another-request',
      what: 'The hash is that of an earlier request’s body.',
      fix: 'Hash the body of this request; clear what was kept from the last one.',
      text: minified.replace(
        new RegExp(`("${name}":)"(?:[^"\\\\]|\\\\.)*"`),
        (_match, start: string) => start + JSON.stringify(reference),
      ),
    })),
  )

const grant = (minified: string): TextDeviation[] =>
  [
    {
      id: 'body-of-another-request',
      what: 'The hash is that of the token request’s body.',
      fix: 'Hash the body of this request.',
      text: '{"grantType":"client_credentials"}',
    },
  ].filter(({ text }) => text !== minified)

const hashDimension = (secret: string): Dimension<InquiryRecipe> => {
  const rule = 'Put the SHA-256 of the minified body there, as lower-case hex.'
  const hashed = (id: string, what: string, hash: (body: string) => string): Deviation<InquiryRecipe> =>
    changing(id, what, rule, { hashBody: rememberLast(hash) })
  return [
    hashed('body-hash-upper-case', 'The body hash is upper-case hex.', (body) =>
      sha256(body).toString('hex').toUpperCase(),
    ),
    hashed('body-hash-base64', 'The body hash is base64.', (body) => sha256(body).toString('base64')),
    hashed('body-hash-base64', 'The body hash is base64url.', (body) => sha256(body).toString('base64url')),
    hashed('body-hash-base64', 'The body hash is base64 of its hex text.', (body) =>
      Buffer.from(sha256(body).toString('hex')).toString('base64'),
    ),
    hashed('body-not-hashed', 'The body itself stands in the signed text, not its hash.', (body) => body),
    hashed('body-not-hashed', 'The body stands there as base64, not as a hash.', (body) =>
      Buffer.from(body).toString('base64'),
    ),
    ...(['sha512', 'sha1', 'md5', 'sha384'] as const).map((algorithm) =>
      hashed('body-hash-algorithm', `The body was hashed with ${algorithm}.`, (body) =>
        createHash(algorithm).update(body).digest('hex'),
      ),
    ),
    hashed('body-hash-twice', 'The body hash was hashed again.', (body) =>
      sha256(sha256(body).toString('hex')).toString('hex'),
    ),
    hashed('body-hash-twice', 'The bytes of the body hash were hashed again.', (body) =>
      sha256(sha256(body)).toString('hex'),
    ),
    hashed('body-hash-keyed', 'The body hash is an HMAC with the merchant secret.', (body) =>
      createHmac('sha256', secret).update(body).digest('hex'),
    ),
    hashed('body-character-set', 'The body was hashed as Latin-1.', (body) =>
      sha256(Buffer.from(body, 'latin1')).toString('hex'),
    ),
    hashed('body-character-set', 'The body was hashed as UTF-16.', (body) =>
      sha256(Buffer.from(body, 'utf16le')).toString('hex'),
    ),
    hashed('body-hash-bytes', 'The raw bytes of the body hash stand in the text.', (body) =>
      sha256(body).toString('latin1'),
    ),
    hashed('body-hash-missing', 'The body hash is empty in the signed text.', () => ''),
  ]
}

const partNames: Record<Part, string> = {
  method: 'the method',
  path: 'the path',
  token: 'the access token',
  bodyHash: 'the body hash',
  timestamp: 'the timestamp',
}

const orderDimension: Dimension<InquiryRecipe> = [
  ...correctOrder.map((left) =>
    changing('part-left-out', `The signed text lacks ${partNames[left]}.`, formula, {
      order: correctOrder.filter((part) => part !== left),
    }),
  ),
  ...permutationsOf(correctOrder)
    .filter((order) => order.join() !== correctOrder.join())
    .map((order) => ({
      ...changing(
        'parts-in-another-order',
        `The parts of the signed text are in another order: ${order.map((part) => partNames[part].replace('the ', '')).join(', ')}.`,
        formula,
        { order },
      ),
      alone: true as const,
    })),
]

const wrapDimension: Dimension<InquiryRecipe> = wrapDeviations(formula).map(({ wrap, ...deviation }) => ({
  ...deviation,
  apply: (recipe) => ({ ...recipe, wrap }),
}))

const plainHash = (algorithm: string, join: (secret: string, text: string) => string) => {
  return (secret: string | Buffer, text: string): Buffer =>
    createHash(algorithm).update(join(secret.toString(), text)).digest()
}

const algorithmRule = 'Use HMAC-SHA512 with the merchant secret as the key.'

const algorithmDimension: Dimension<InquiryRecipe> = [
  ...['sha256', 'sha384', 'sha1', 'md5', 'sha3-512'].map((algorithm) =>
    changing(
      'another-algorithm',
      `The signature is HMAC with ${algorithm}, not HMAC-SHA512.`,
      algorithmRule,
      { sign: hmac(algorithm) },
    ),
  ),
  ...['sha512', 'sha256'].flatMap((algorithm) => [
    changing(
      'hash-without-key',
      `The signature is plain ${algorithm} of the text, without a key.`,
      algorithmRule,
      {
        sign: plainHash(algorithm, (_secret, text) => text),
      },
    ),
    changing(
      'hash-without-key',
      `The signature is plain ${algorithm} of the secret and the text joined.`,
      algorithmRule,
      { sign: plainHash(algorithm, (secret, text) => secret + text) },
    ),
    changing(
      'hash-without-key',
      `The signature is plain ${algorithm} of the text and the secret joined.`,
      algorithmRule,
      { sign: plainHash(algorithm, (secret, text) => text + secret) },
    ),
  ]),
  changing('key-and-text-swapped', 'The key and the text changed places in the HMAC call.', algorithmRule, {
    sign: (secret, text) => createHmac('sha512', text).update(secret).digest(),
  }),
  changing('signed-twice', 'The hex of the HMAC was signed again.', algorithmRule, {
    sign: (secret, text) => hmac('sha512')(secret, hmac('sha512')(secret, text).toString('hex')),
  }),
]

const secretDimension = (
  credentials: AcceptedCredentials,
  session: string | null,
): Dimension<InquiryRecipe> => {
  const { merchantSecret, partnerId, publicKey } = credentials
  const decoded = [Buffer.from(merchantSecret, 'hex'), Buffer.from(merchantSecret, 'base64')]
  const fix = 'Use the text of the secret as it is; it looks like hex but is not decoded.'
  return [
    ...decoded.map((secret, index) =>
      changing(
        'secret-decoded',
        `The secret was decoded from ${index === 0 ? 'hex' : 'base64'} first.`,
        fix,
        {
          secret,
        },
      ),
    ),
    ...replacing<InquiryRecipe>(
      'secret',
      secretDeviations(merchantSecret, { session, publicSecrets: publishedSecrets }),
    ),
    ...[
      ['the merchant id', partnerId],
      ['the public key', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
      ['the channel id', '95221'],
    ].map(([name, secret = '']) =>
      changing('another-credential', `The key of the HMAC is ${name}.`, 'Use the merchant secret.', {
        secret,
      }),
    ),
    {
      id: 'another-credential',
      what: 'The key of the HMAC is the access token.',
      fix: 'Use the merchant secret.',
      apply: (recipe) => ({ ...recipe, secret: recipe.token }),
    },
  ]
}

/** Texts that belong to other calls and other versions of the API. */
const foreignStrings = (
  request: ExplainedRequest,
  { partnerId, merchantSecret }: AcceptedCredentials,
): Dimension<InquiryRecipe> => {
  const timestamp = headerOf(request, 'X-TIMESTAMP')
  const partner = headerOf(request, 'X-PARTNER-ID') || partnerId
  return [
    ['the text of the token request, merchant id|timestamp', `${partner}|${timestamp}`],
    [
      'the text of the sibling platform’s version 2.0, timestamp|secret|body',
      `${timestamp}|${merchantSecret}|${minifyJson(request.body)}`,
    ],
    ['the body alone', request.body],
    ['the body without white space alone', minifyJson(request.body)],
    ['the timestamp alone', timestamp],
  ].map(([name, text = '']) =>
    changing('text-of-another-call', `What was signed is ${name}.`, formula, { wrap: () => text }),
  )
}

/** What the deviations are made from. */
export interface InquiryFacts {
  request: ExplainedRequest
  context: ExplainContext
  credentials: AcceptedCredentials
  token: string
  correct: InquiryRecipe
}

/** Headers that SNAP sends but does not sign, at either end of the text. */
const extraParts = (request: ExplainedRequest): Dimension<InquiryRecipe> =>
  ['X-PARTNER-ID', 'X-EXTERNAL-ID', 'CHANNEL-ID'].flatMap((name) => {
    const extra = headerOf(request, name)
    const added = (wrap: (text: string) => string): Deviation<InquiryRecipe> =>
      changing('part-too-many', `${name} is signed as well.`, formula, { wrap })
    return extra === '' ? [] : [added((text) => `${text}:${extra}`), added((text) => `${extra}:${text}`)]
  })

/** Every way of signing an inquiry otherwise than the page says; the likelier ones first. */
export const inquiryDimensions = ({
  request,
  context,
  credentials,
  token,
  correct,
}: InquiryFacts): Dimension<InquiryRecipe>[] => {
  const minified = correct.body
  return [
    replacing('body', [
      ...bodyDeviations(request.body, minified, ['tradeType', 'orderNo', 'tradeNo']),
      ...grant(minified),
      ...bodiesOfOtherOrders(minified, context.recentReferences ?? []),
    ]),
    tokenDimension(request, token, context.recentTokens ?? []),
    pathDimension(request),
    replacing('timestamp', timestampDeviations(correct.timestamp)),
    secretDimension(credentials, context.session),
    hashDimension(credentials.merchantSecret),
    methodDimension(request.method),
    replacing('separator', separatorDeviations(':', 'a colon')),
    orderDimension,
    [...wrapDimension, ...extraParts(request)],
    algorithmDimension,
    foreignStrings(request, credentials),
  ]
}
