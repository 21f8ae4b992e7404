import type { ExplainSignature } from '../src/explain/explanation.ts'
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
      what: 'The API key is one of the test mode; this mock takes a live one.',
      fix: 'Use the API key that the mock prints. At Paymenku the key decides the mode.',
    },
    {
      pattern: /^whsec_/,
      id: 'webhook-secret',
      what: 'In the place of the API key stands the secret of the webhook.',
      fix: 'Use the API key; the webhook secret only checks what Paymenku sends.',
    },
  ],
}

/** Says why a key is accepted or refused. The page is https://docs.paymenku.com/api/check-status. */
export const explain: ExplainSignature = (request) =>
  request.path.startsWith(pathPrefix) ? explainHeaderCredential(request, rule) : null
