import type { ExplainedRequest } from '../src/explain/explanation.ts'
import { type CredentialRule, explainHeaderCredential } from '../src/explain/header-credential.ts'
import { credentials } from './credentials.ts'
import { pathPrefix } from './read-call.ts'

const rule: CredentialRule = {
  call: 'transaction-detail',
  name: 'API key',
  credential: credentials.apiKey,
  places: [{ header: 'X-APIKEY', scheme: null }],
  confusions: [
    {
      pattern: /^sk_test_/,
      id: 'test-key',
      fix: 'the API key is a test key, which Sekalipay does not have; sandbox orders use the key that the mock prints',
    },
    {
      pattern: /^whsec_/,
      id: 'webhook-secret',
      fix: 'the webhook secret was sent instead of the API key; it only verifies what Sekalipay sends',
    },
  ],
}

/** Explains a status request. The page is https://sekalipay.com/api-docs/transactions/detail. */
export function explain(request: ExplainedRequest) {
  return request.path.startsWith(pathPrefix) ? explainHeaderCredential(request, rule) : null
}
