import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { ExplainSignature } from '../src/explain/explanation.ts'
import { credentials } from './credentials.ts'
import { explainAccessToken } from './explain/access-token.ts'
import { explainInquiry } from './explain/inquiry.ts'
import { inquiryPath, tokenPath } from './read-call.ts'

const accepted = {
  partnerId: credentials.partnerId,
  merchantSecret: credentials.merchantSecret,
  publicKey: createPublicKey(credentials.privateKey),
  privateKey: createPrivateKey(credentials.privateKey),
}

/** Explains a token request or a status inquiry. */
export const explain: ExplainSignature = (request, context) => {
  if (request.path === tokenPath) return explainAccessToken(request, context, accepted)
  if (request.path === inquiryPath) return explainInquiry(request, context, accepted)
  return null
}
