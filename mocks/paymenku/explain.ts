import type { ExplainedRequest } from '../src/explain/explanation.ts'
import { type CredentialRule, explainHeaderCredential } from '../src/explain/header-credential.ts'
import { credentials } from './credentials.ts'
import { pathPrefix } from './read-call.ts'

const rule: CredentialRule = {
  call: 'check-status',
  name: 'API key',
  credential: credentials.apiKey,
  places: [{ header: 'Authorization', scheme: 'Bearer' }],
  confusions: [
    {
      pattern: /^sk_test_/,
      id: 'test-key',
      fix: 'the API key is a test key; use the live key that the mock prints (at Paymenku the key decides the mode)',
    },
    {
      pattern: /^whsec_/,
      id: 'webhook-secret',
      fix: 'the webhook secret was sent instead of the API key; it only verifies what Paymenku sends',
    },
  ],
}

/** Explains a status request. The page is https://docs.paymenku.com/api/check-status. */
export function explain(request: ExplainedRequest) {
  return request.path.startsWith(pathPrefix) ? explainHeaderCredential(request, rule) : null
}
