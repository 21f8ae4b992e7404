import {
  type ErrorRow,
  type ErrorRule,
  listErrors,
  matchErrors,
  type RefusalRules,
} from '@cekstatus/core/provider'

const page = 'https://tripay.co.id/developer'
const invalidKey = 'Invalid API Key'

/**
 * The page shows one refusal, the same for every call, and no HTTP status. No form for an unknown reference is
 * documented, so a refusal is never `NOT_FOUND`.
 */
const errorRules: readonly ErrorRule[] = [
  {
    httpStatus: '2xx, 4xx',
    answer: `\`success: false\` with exactly \`${invalidKey}\` (HTTP 429 has precedence)`,
    code: 'AUTHENTICATION',
    source: page,
    example: { status: 200, body: errorBody(invalidKey) },
    matches: ({ httpStatus, json }) =>
      httpStatus < 500 && httpStatus !== 429 && json.success === false && json.message === invalidKey,
  },
  {
    httpStatus: '2xx',
    answer: 'any other `success: false`',
    code: 'REJECTED',
    source: page,
    example: { status: 200, body: errorBody('Transaksi tidak ditemukan') },
    matches: ({ httpStatus, json }) => httpStatus >= 200 && httpStatus < 300 && json.success === false,
  },
]

/** What Tripay's refusals become, in order of precedence. */
export const errorMap: readonly ErrorRow[] = /* @__PURE__ */ listErrors(errorRules, {
  sources: { rateLimited: page, unavailable: page, unauthorized: page, rejected: page },
  body: () => errorBody('Error'),
  note: ' (not documented)',
})

export const refusalRules: RefusalRules = {
  provider: 'tripay',
  .../* @__PURE__ */ matchErrors(errorRules),
  readErrorDetails: ({ message }) => ({
    providerCode: null,
    providerMessage: typeof message === 'string' ? message : null,
  }),
  hints: {
    AUTHENTICATION:
      'the key is wrong, belongs to the other environment, or comes from a cached configuration of the application',
    REJECTED: 'Tripay documents no error for an unknown reference; this is no proof that nothing was paid',
    RESPONSE_INVALID: 'a list of several pages is not accepted; query by providerReference',
  },
}

function errorBody(message: string): string {
  return JSON.stringify({ success: false, message })
}
