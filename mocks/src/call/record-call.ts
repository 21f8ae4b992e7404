import type { Delivery } from '../fault/apply-faults.ts'
import type { FaultKind } from '../fault/fault.ts'
import { cutText, keptCharacters, type RecordedCall } from '../journal/recorded-call.ts'
import type { MockStateCore } from '../mock-state.ts'
import type { MockProvider } from '../provider.ts'
import type { MockAnswer, ReadCall } from '../types.ts'
import type { AddressedRequest } from './address-request.ts'
import type { NamedSession } from './name-session.ts'

/** Everything that is known of a call once it is answered. */
export interface AnsweredCall {
  answer: MockAnswer
  read: ReadCall
  session: NamedSession
  delivery: Delivery
  faults: readonly FaultKind[]
}

const recentReferenceLimit = 20

const none: readonly string[] = []

function keep(body: string): string {
  return body.length > keptCharacters ? cutText(body) : body
}

/** Puts an answered call into the journal of its session, and returns it as it is kept. */
export function recordCall(
  provider: MockProvider,
  { request, receivedPath, search }: AddressedRequest,
  { answer, read, session: named, delivery, faults }: AnsweredCall,
  { core }: MockStateCore,
): RecordedCall {
  const session = core.sessions.of(named.name)
  const isRefused = answer.rule === undefined || answer.rule === 'request'
  const call = core.journal.record({
    atMs: Date.now(),
    clockMs: session.clock.now().getTime(),
    session: named.name,
    sessionFrom: named.from,
    provider,
    read,
    request: {
      method: request.method,
      path: request.path,
      search,
      headers: request.headers,
      body: keep(request.body),
    },
    requestCut: request.body.length > keptCharacters,
    receivedPath,
    answer: answer.body.length > keptCharacters ? { ...answer, body: cutText(answer.body) } : answer,
    answerCut: answer.body.length > keptCharacters,
    delayMs: delivery.delayMs,
    faults,
    recentTokens: isRefused ? (session.engineOf(provider).recentTokens?.() ?? none) : none,
    recentReferences: isRefused ? session.recentReferences.toReversed() : none,
  })
  session.calls += 1
  const reference = read.asked.merchantReference ?? read.asked.providerReference
  if (reference === null || session.recentReferences.at(-1) === reference) return call
  session.recentReferences.push(reference)
  if (session.recentReferences.length > recentReferenceLimit) session.recentReferences.shift()
  return call
}
