import type { ExplainSignature } from '../src/explain/explanation.ts'
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
      what: 'The API key is one of a test mode, which Sekalipay does not have.',
      fix: 'Use the API key that the mock prints; sandbox orders use the same key.',
    },
    {
      pattern: /^whsec_/,
      id: 'webhook-secret',
      what: 'In the place of the API key stands the secret of the webhook.',
      fix: 'Use the API key; the webhook secret only checks what Sekalipay sends.',
    },
  ],
}

/** Says why a key is accepted or refused. The page is https://sekalipay.com/api-docs/transactions/detail. */
export const explain: ExplainSignature = (request) =>
  request.path.startsWith(pathPrefix) ? explainHeaderCredential(request, rule) : null
