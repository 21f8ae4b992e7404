import type { SignatureExplanation } from '../explain/explanation.ts'
import type { RecordedCall } from './recorded-call.ts'

/** True where there may be something to say: the provider itself refused, and the whole request was kept. */
export const isExplainable = ({ provider, requestCut, answer }: RecordedCall): boolean =>
  provider.explain !== undefined && !requestCut && (answer.rule ?? 'request') === 'request'

/** Why the call's credential or signature was accepted or refused; made when somebody looks, not when the call came. */
export const explainCall = (call: RecordedCall): SignatureExplanation | null => {
  if (call.requestCut || !call.provider.explain) return null
  const { request, answer, receivedPath, session, recentTokens, recentReferences } = call
  const { search, ...others } = request
  return call.provider.explain(
    { ...others, query: new URLSearchParams(search), receivedPath },
    {
      now: new Date(call.clockMs),
      session: session === 'default' ? null : session,
      answer: { status: answer.status, body: answer.body },
      recentTokens,
      recentReferences,
    },
  )
}
