import { methodNotAllowed, noSuchPath } from '../src/answers.ts'
import type { MockEngine } from '../src/provider.ts'
import { noChoice } from '../src/situation/situation.ts'
import type { EngineOptions } from '../src/types.ts'
import { answerTokenRequest } from './access-token.ts'
import { createExternalIds } from './external-ids.ts'
import { answerInquiry, createInquiryLimit } from './inquiry-status.ts'
import { inquiryPath, tokenPath } from './read-call.ts'
import { createTimestampCheck } from './read-request.ts'
import { createTokenDesk } from './token-desk.ts'

/** Remembers the tokens it issued, the external ids of the day and the last minute's inquiries; `now` decides what has expired. */
export function createEngine(options: EngineOptions): MockEngine {
  const state = {
    tokens: createTokenDesk(options.now),
    takeExternalId: createExternalIds(options.now),
    findTimestampFault: createTimestampCheck(options),
    refuseAboveLimit: createInquiryLimit(options),
  }
  return {
    handle(request, situations = noChoice) {
      if (request.path !== tokenPath && request.path !== inquiryPath) return noSuchPath()
      if (request.method !== 'POST') return methodNotAllowed('POST')
      if (request.path === tokenPath) return answerTokenRequest(request, state, situations)
      return answerInquiry(request, state, situations)
    },
    recentTokens: state.tokens.recent,
  }
}
