import { methodNotAllowed, noSuchPath } from '../src/answers.ts'
import type { MockEngine } from '../src/types.ts'
import { answerTokenRequest } from './access-token.ts'
import { credentials } from './credentials.ts'
import { createExternalIds } from './external-ids.ts'
import { answerInquiry, inquiryPath } from './inquiry-status.ts'
import { createTokenDesk } from './token-desk.ts'

const tokenPath = '/v1.0/access-token/b2b'

/** Remembers the tokens it issued and the external ids of the day; `now` decides what has expired. */
export const createEngine = ({ now }: { now: () => Date }): MockEngine => {
  const tokens = createTokenDesk(credentials.partnerId, now)
  const takeExternalId = createExternalIds(now)
  return {
    handle(request) {
      if (request.path !== tokenPath && request.path !== inquiryPath) return noSuchPath()
      if (request.method !== 'POST') return methodNotAllowed('POST')
      if (request.path === tokenPath) return answerTokenRequest(request, tokens)
      return answerInquiry(request, { tokens, takeExternalId })
    },
  }
}
