import type { ExplainedRequest } from '../src/explain/explanation.ts'
import { type CredentialRule, explainHeaderCredential } from '../src/explain/header-credential.ts'
import { credentials } from './credentials.ts'
import { path } from './read-call.ts'

const rule: CredentialRule = {
  call: 'get-transaction-status',
  name: 'access token',
  credential: credentials.accessToken,
  places: [
    { header: 'publicAccessToken', scheme: 'Bearer' },
    { header: 'Authorization', scheme: 'Bearer' },
  ],
  confusions: [
    {
      pattern: /^(sk|pk)_(live|test)_/,
      id: 'key-instead-of-token',
      fix: 'an API key was sent instead of the access token; request a public access token first (here, use the one that the mock prints)',
    },
    {
      pattern: /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
      id: 'token-of-another-environment',
      fix: 'the access token is one of the real service; use the fixed token that the mock prints',
    },
  ],
}

/**
 * Explains a status request. The pages are
 * https://paystrator.readme.io/reference/example-create-send-money and
 * https://paystrator.readme.io/reference/create-checkout-page-api, which disagree about the header.
 */
export function explain(request: ExplainedRequest) {
  return request.path === path ? explainHeaderCredential(request, rule) : null
}
