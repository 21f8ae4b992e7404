import { type BasicKeyRule, explainBasicKey } from '../src/explain/basic-key.ts'
import type { ExplainedRequest } from '../src/explain/explanation.ts'
import { credentials } from './credentials.ts'
import { readReference } from './read-call.ts'

const rule: BasicKeyRule = {
  call: 'status',
  name: 'server key',
  credential: credentials.serverKey,
  keyPattern: /^(SB-)?Mid-(server|client)-/,
  places: [{ header: 'Authorization', scheme: 'Basic' }],
  confusions: [
    {
      pattern: /^(SB-)?Mid-client-/,
      id: 'client-key',
      fix: 'the client key was sent instead of the server key; the client key is for the browser only',
    },
    {
      pattern: /^SB-Mid-server-/,
      id: 'sandbox-key',
      fix: 'the server key is one of the sandbox; send the one that the mock prints',
    },
    {
      pattern: /^[GMB]\d{5,}$/,
      id: 'merchant-id',
      fix: 'the merchant ID was sent instead of the server key',
    },
  ],
}

/** Explains a status request. The page is https://docs.midtrans.com/docs/api-authorization-headers. */
export function explain(request: ExplainedRequest) {
  return readReference(request) && explainBasicKey(request, rule)
}
