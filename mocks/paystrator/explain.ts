import type { ExplainSignature } from '../src/explain/explanation.ts'
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
      what: 'In the place of the access token stands an API key.',
      fix: 'Ask Paystrator for a public access token first and send that; here, the one that the mock prints.',
    },
    {
      pattern: /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
      id: 'token-of-another-environment',
      what: 'The access token is a JWT, as the real service makes them; this mock takes a fixed text.',
      fix: 'Use the access token that the mock prints. A real one lives five minutes.',
    },
  ],
}

/**
 * Says why a token is accepted or refused. The pages are
 * https://paystrator.readme.io/reference/example-create-send-money and
 * https://paystrator.readme.io/reference/create-checkout-page-api, which disagree about the header.
 */
export const explain: ExplainSignature = (request) =>
  request.path === path ? explainHeaderCredential(request, rule) : null
