import { createPrivateKey } from 'node:crypto'
import type { ExplainContext, ExplainedRequest } from '../src/explain/explanation.ts'
import { credentials } from './credentials.ts'
import { explainAccessToken } from './explain/access-token.ts'
import { explainInquiry } from './explain/inquiry.ts'
import { inquiryPath, tokenPath } from './read-call.ts'

const accepted = {
  partnerId: credentials.partnerId,
  merchantSecret: credentials.merchantSecret,
  privateKey: createPrivateKey(credentials.privateKey),
}

/** Explains a token request or a status inquiry. */
export function explain(request: ExplainedRequest, context: ExplainContext) {
  if (request.path === tokenPath) return explainAccessToken(request, context, accepted)
  if (request.path === inquiryPath) return explainInquiry(request, context, accepted)
  return null
}
