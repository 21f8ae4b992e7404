import type { MockAnswer, MockProvider } from '@cekstatus/mocks'
import { credentials } from '@cekstatus/mocks/smilepay'
import {
  buildAccessTokenRequest,
  capabilities,
  description,
  errorMap,
  isCekStatusError,
  parseAccessTokenResponse,
  statusMap,
} from '@cekstatus/smilepay'
import {
  accessTokenResponseSchema,
  errorResponseSchema,
  inquiryStatusResponseSchema,
} from '@cekstatus/smilepay/schemas'
import { frozenNow } from '../src/contract-types.ts'
import { readError } from '../src/openapi/answers.ts'
import type { Answer, Api, Body, Parameter } from '../src/openapi/api.ts'
import { readVector, workedExample } from '../src/openapi/read-vector.ts'
import { contract } from './contract.ts'

const tokenPath = '/v1.0/access-token/b2b'

const inquiryVector = readVector('smilepay', 'inquiry-by-orderNo-page-body')
const tokenVector = readVector('smilepay', 'access-token-string-with-public-sample-key')

const inquirySignature = [
  'HMAC-SHA512 in base64 over `POST:path:accessToken:bodyHash:timestamp`. The secret is used as the text it is although it looks like hex; the path is without host; the token is without `Bearer `; the hash is SHA-256 in lower-case hex over the characters that are sent; the timestamp is that of `X-TIMESTAMP`. A worked example, with a sample secret that the vendor published:',
  workedExample({
    merchantSecret: inquiryVector.inputs.clientSecret,
    accessToken: inquiryVector.inputs.accessToken,
    body: inquiryVector.intermediate.minifiedBody,
    bodyHash: inquiryVector.intermediate.bodySha256Hex,
    timestamp: inquiryVector.inputs.timestamp,
    stringToSign: inquiryVector.intermediate.stringToSign,
    signature: inquiryVector.expected.value,
  }),
].join('\n\n')

const tokenSignature = [
  'SHA256withRSA in base64 over `X-CLIENT-KEY|X-TIMESTAMP`, with your private key of 2048 bits or more; the public key belongs in SmilePay’s back office. A worked example, with the sample key of https://docs.midtrans.com/reference/signature-generation:',
  workedExample({
    clientKey: tokenVector.inputs.clientKey,
    timestamp: tokenVector.inputs.timestamp,
    stringToSign: tokenVector.intermediate.stringToSign,
    signature: tokenVector.expected.value,
  }),
].join('\n\n')

const timestamp: Parameter = {
  name: 'X-TIMESTAMP',
  in: 'header',
  required: true,
  description:
    'The present in Indonesia’s western time, `yyyy-MM-ddTHH:mm:ss+07:00`; the one that is signed.',
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[+-]\\d{2}:\\d{2}$' },
}

const number = { type: ['string', 'null'], maxLength: capabilities.referenceMaxLength }

const refusal: Body = {
  name: 'ErrorResponse',
  description: 'A refusal.',
  schema: errorResponseSchema,
  fields: {
    responseCode:
      'Seven digits: the HTTP status, the service (92 inquiry, 73 access token) and the case. Real refusals carry other services’ digits in the middle, so cekstatus looks at the rest only.',
    responseMessage: 'English text for people.',
  },
}

/** What the mock answers to the call for a token: the form of the page, with a token made on the spot. */
function answerTokenCalls(mock: MockProvider): Answer[] {
  const { method, headers, body } = buildAccessTokenRequest(credentials, { now: frozenNow })
  const ask = (name: string, changed: { headers?: Record<string, string>; body?: string }): Answer => {
    const request = { method, path: tokenPath, query: new URLSearchParams(), headers, body: body ?? '' }
    const answer = mock.createEngine({ now: frozenNow }).handle({ ...request, ...changed })
    return { ...answer, name, expected: expectOfToken(answer) }
  }
  return [
    ask('issued', {}),
    ask('invalid-signature', { headers: { ...headers, 'x-signature': 'AAAA' } }),
    ask('missing-grant-type', { body: '{}' }),
  ]
}

/** What the client makes of an answer to the call for a token; null where it is a token. */
function expectOfToken(answer: MockAnswer): Answer['expected'] {
  try {
    parseAccessTokenResponse(answer, { now: frozenNow })
    return null
  } catch (error) {
    if (!isCekStatusError(error)) throw error
    return readError(error.code, capabilities)
  }
}

export const api: Api = {
  summary: 'Asks what happened to a payment or a payout that was created at SmilePay Indonesia.',
  notes: [
    'Two calls: one for an access token, signed with RSA, and the inquiry, signed with HMAC. A token lives 15 minutes and is meant to be used again. Sandbox and production are two hosts with credentials of their own.',
    'More than 9 inquiries a minute, for all orders together, are punished with a block.',
    'The `responseCode` says whether the call worked; what happened to the transaction is in `status`.',
    'The pages were readable in part; the formula of the inquiry’s signature and two status words come from the sibling platform smilepayz.com.',
  ],
  documentation: 'https://docs.smilepay.id',
  capabilities,
  description,
  statusMap,
  securitySchemes: {
    accessToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `accessToken` that the other call answers.',
    },
    inquirySignature: { type: 'apiKey', in: 'header', name: 'X-SIGNATURE', description: inquirySignature },
    tokenSignature: { type: 'apiKey', in: 'header', name: 'X-SIGNATURE', description: tokenSignature },
  },
  operations: [
    {
      purpose: 'access token',
      operationId: 'createAccessToken',
      tag: 'Access token',
      summary: 'A token for inquiries',
      description: 'Asked before the first inquiry and again when the token has run out or was refused.',
      page: 'https://docs.smilepay.id/token',
      path: tokenPath,
      query: { merchantReference: 'D_1740470950370', kind: 'payout' },
      parameters: [
        timestamp,
        {
          name: 'X-CLIENT-KEY',
          in: 'header',
          required: true,
          description: 'The merchant id; `sandbox-…` in the sandbox.',
          schema: { type: 'string', minLength: 1 },
        },
      ],
      body: {
        name: 'AccessTokenRequest',
        schema: {
          description: 'Always the same.',
          type: 'object',
          required: ['grantType'],
          properties: {
            grantType: { const: 'client_credentials', description: 'The only one.' },
            additionalInfo: { description: 'Optional object; no page says what for.' },
          },
        },
      },
      security: [['tokenSignature']],
      success: {
        name: 'AccessTokenResponse',
        description: 'The token.',
        schema: accessTokenResponseSchema,
        fields: {
          responseCode: 'Says that the call worked.',
          accessToken: 'A secret. cekstatus takes what a header can carry and nothing else.',
          expiresIn: 'Seconds, as text or as a number.',
        },
      },
      refusal,
      statusWords: [],
      // A refused call for a token says nothing about a transaction, so it is never "not found".
      errorMap: errorMap.map((row) => (row.code === 'NOT_FOUND' ? { ...row, code: 'REJECTED' } : row)),
      answers: answerTokenCalls,
    },
    {
      purpose: 'status',
      operationId: 'inquireStatus',
      tag: 'Transaction status',
      summary: 'Status of one payment or payout',
      description:
        'Asked by `orderNo`, `tradeNo` or both, and the kind: a payment asked as a payout is not found. Reading has no effect and may be repeated, each time with another `X-EXTERNAL-ID`.',
      page: 'https://docs.smilepay.id/inquiry',
      path: '/v1.0/inquiry-status',
      query: { merchantReference: 'D_1740470950370', kind: 'payout' },
      parameters: [
        timestamp,
        {
          name: 'X-PARTNER-ID',
          in: 'header',
          required: true,
          description: 'The merchant id; `sandbox-…` in the sandbox.',
          schema: { type: 'string', minLength: 1 },
        },
        {
          name: 'X-EXTERNAL-ID',
          in: 'header',
          required: true,
          description:
            'Digits, not used before on that day. The page’s own sample begins with a letter, against the rule beside it; the rule is followed.',
          schema: { type: 'string', pattern: '^\\d{1,36}$' },
        },
        {
          name: 'CHANNEL-ID',
          in: 'header',
          required: true,
          description: '`95221` unless SmilePay named another.',
          schema: { type: 'string', minLength: 1 },
        },
        {
          name: 'ORIGIN',
          in: 'header',
          required: false,
          description: 'The merchant’s domain, such as `www.yourdomain.com`.',
          schema: { type: 'string' },
        },
      ],
      body: {
        name: 'InquiryStatusRequest',
        schema: {
          description:
            'Which transaction. The page marks both numbers as mandatory and sends one; this document requires one of them.',
          type: 'object',
          required: ['tradeType'],
          properties: {
            tradeType: { enum: [1, 2], description: '1 for a payment, 2 for a payout.' },
            orderNo: { ...number, description: 'The merchant’s number.' },
            tradeNo: { ...number, description: 'SmilePay’s number.' },
          },
          anyOf: [{ required: ['orderNo'] }, { required: ['tradeNo'] }],
        },
      },
      security: [['accessToken', 'inquirySignature']],
      success: {
        name: 'InquiryStatusResponse',
        description: 'The call worked. What happened to the transaction is in `status`.',
        schema: inquiryStatusResponseSchema,
        fields: {
          responseCode: 'Says that the call worked, and nothing about the transaction.',
          tradeType: '1 for a payment, 2 for a payout.',
          orderNo: 'The merchant’s number.',
          tradeNo: 'SmilePay’s number.',
          status: 'What happened to the transaction; the page marks it as optional.',
          paymentMethod: 'Bank or wallet.',
          money: 'The page says net; whether fees are off is not said.',
          'money.currency': 'Three capital letters.',
          'money.amount': 'A number in the page’s sample.',
          remark: 'The reason where the status is a failure, else the merchant’s own note.',
        },
      },
      refusal,
      statusWords: contract.statusWords,
      errorMap,
    },
  ],
}
