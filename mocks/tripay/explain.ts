import type { ExplainedRequest } from '../src/explain/explanation.ts'
import { type CredentialRule, explainHeaderCredential } from '../src/explain/header-credential.ts'
import { credentials } from './credentials.ts'
import { readReference } from './read-call.ts'

const rule: CredentialRule = {
  call: 'transaction-detail',
  name: 'API key',
  credential: credentials.apiKey,
  places: [{ header: 'Authorization', scheme: 'Bearer' }],
  confusions: [
    {
      pattern: /^DEV-/,
      id: 'sandbox-key',
      fix: 'the API key is one of the sandbox; send the one that the mock prints, which is right for both paths',
    },
    {
      pattern: /^T\d{4,6}$/,
      id: 'merchant-code',
      fix: 'the merchant code was sent instead of the API key; it is only a part of the create signature',
    },
    {
      pattern: /^[0-9a-f]{64}$/i,
      id: 'signature',
      fix: 'a signature was sent instead of the API key; requests for a status are not signed',
    },
  ],
}

/** Explains a request for a status or a list. The page is https://tripay.co.id/developer. */
export function explain(request: ExplainedRequest) {
  const read = readReference(request)
  return read && explainHeaderCredential(request, { ...rule, call: read.endpoint })
}
