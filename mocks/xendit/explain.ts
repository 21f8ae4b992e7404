import { type BasicKeyRule, explainBasicKey } from '../src/explain/basic-key.ts'
import type { ExplainedRequest } from '../src/explain/explanation.ts'
import { credentials } from './credentials.ts'
import { readReference } from './read-call.ts'

const rule: BasicKeyRule = {
  call: 'invoice',
  name: 'secret key',
  credential: credentials.secretKey,
  keyPattern: /^xnd_/,
  places: [{ header: 'Authorization', scheme: 'Basic' }],
  confusions: [
    {
      pattern: /^xnd_public_/,
      id: 'public-key',
      fix: 'the public key was sent instead of the secret key; the public key is for browsers and apps only',
    },
    {
      pattern: /^xnd_development_/,
      id: 'test-key',
      fix: 'the secret key is one of the test mode; send the one that the mock prints',
    },
    {
      pattern: /^[0-9a-f]{24}$/,
      id: 'business-id',
      fix: 'the business ID was sent instead of the secret key',
    },
  ],
}

/** Explains a request for a status or a list. The page is https://docs.xendit.co/docs/api-keys. */
export function explain(request: ExplainedRequest) {
  const read = readReference(request)
  return read && explainBasicKey(request, { ...rule, call: read.endpoint })
}
