import { plainRefusal } from './answers.ts'
import { type AddressedRequest, addressRequest } from './call/address-request.ts'
import { answerCall } from './call/answer-call.ts'
import type { IncomingExchange, OutgoingExchange } from './call/exchange.ts'
import { type NamedSession, nameSession, unnamedSession } from './call/name-session.ts'
import { type AnsweredCall, recordCall } from './call/record-call.ts'
import { explainInOneLine } from './explain/explanation.ts'
import { applyFaults, plainDelivery } from './fault/apply-faults.ts'
import type { FaultKind } from './fault/fault.ts'
import { explainCall } from './journal/explain-call.ts'
import type { RecordedCall } from './journal/recorded-call.ts'
import { type MockState, type MockStateCore, type MockStateOptions, stateCoreOf } from './mock-state.ts'
import type { MockProvider } from './provider.ts'
import { sessionNameRule } from './session/session-name.ts'
import type { MockAnswer, ReadCall } from './types.ts'

/** Options that the stand-alone server and the MSW handlers share. */
export interface MockOptions extends MockStateOptions {
  /** Shares sessions, situations, faults and the journal with other mocks; the options of a state then do nothing here. */
  state?: MockState
  /** `false` leaves out the header `x-mock-provenance`, for byte-exact header comparisons. */
  provenanceHeader?: boolean
}

/** What MSW handlers take besides what every mock takes. */
export interface MockHandlerOptions extends MockOptions {
  /** Answer for this origin, and path prefix if it has one, instead of the provider's documented hosts. */
  baseUrl?: string
}

/** One running mock, as both shells use it. */
export type Respond = (request: IncomingExchange) => OutgoingExchange

const nothingRead: ReadCall = {
  asked: { endpoint: null, merchantReference: null, providerReference: null, kind: null },
  names: [],
  word: null,
  session: null,
}

const noFaults: readonly FaultKind[] = []

function refuse(
  refusal: MockAnswer,
  session: NamedSession = unnamedSession,
  read: ReadCall = nothingRead,
): AnsweredCall {
  return {
    answer: { ...refusal, rule: 'mock' },
    read,
    session,
    delivery: plainDelivery,
    faults: noFaults,
  }
}

function answerInSession(
  provider: MockProvider,
  { request }: AddressedRequest,
  read: ReadCall,
  named: NamedSession,
  state: MockStateCore,
): AnsweredCall {
  const session = state.core.sessions.of(named.name)
  const { answer, faults: ofSituation } = answerCall({ provider, session, request, read }, state)
  const scope = { provider: provider.name, names: read.names }
  const ofSession = session.faults.take(scope)
  const ofAll = state.core.sessions.all.faults.take(scope)
  if (ofSituation.length + ofSession.length + ofAll.length === 0) {
    return { answer, read, session: named, delivery: plainDelivery, faults: noFaults }
  }
  const faults = [...ofSituation, ...ofSession, ...ofAll]
  const faulted = applyFaults(answer, faults, provider.bodyFields, session.random)
  return { ...faulted, read, session: named, faults: faults.map(({ kind }) => kind) }
}

function answerExchange(
  provider: MockProvider,
  incoming: IncomingExchange,
  addressed: AddressedRequest,
  state: MockStateCore,
): AnsweredCall {
  const isReadable = incoming.body !== null && incoming.url !== null
  const read = isReadable ? provider.readCall(addressed.request) : nothingRead
  const named = nameSession(addressed, read)
  if (!named) return refuse(plainRefusal(400, `A session name is ${sessionNameRule}; "all" is reserved.`))
  if (incoming.body === null) return refuse(plainRefusal(413, 'The body exceeds 1 MiB.'), named)
  if (incoming.url === null) return refuse(plainRefusal(400, 'The URL is invalid.'), named)
  return answerInSession(provider, addressed, read, named, state)
}

/** Opt-in, because it costs more than the answer does. */
function explanationHeader(call: RecordedCall): Record<string, string> {
  if (call.request.headers['x-mock-explain'] !== '1') return {}
  const explanation = explainCall(call)
  return explanation ? { 'x-mock-explanation': explainInOneLine(explanation) } : {}
}

function withProvenance(
  { answer, delivery }: AnsweredCall,
  more: Record<string, string> = {},
): OutgoingExchange {
  return {
    status: answer.status,
    headers: {
      ...answer.headers,
      'x-mock-provenance': `${answer.provenance.kind}; ${answer.provenance.source}`,
      ...more,
    },
    body: answer.body,
    delivery,
  }
}

/** A mock of the provider over this state; makes the provider known to it. */
export function createResponderOf(
  provider: MockProvider,
  state: MockStateCore,
  { provenanceHeader = true }: Pick<MockOptions, 'provenanceHeader'>,
): Respond {
  state.core.attach(provider)
  return (incoming) => {
    const addressed = addressRequest(incoming)
    try {
      const answered = answerExchange(provider, incoming, addressed, state)
      const more = explanationHeader(recordCall(provider, addressed, answered, state))
      if (provenanceHeader) return withProvenance(answered, more)
      const { answer, delivery } = answered
      return { status: answer.status, headers: { ...answer.headers, ...more }, body: answer.body, delivery }
    } catch (error) {
      // Such as a clock of the caller's that tells no time, without which nothing can be recorded either.
      const text = `The mock failed: ${error instanceof Error ? error.message : 'unknown'}.`
      return withProvenance(refuse(plainRefusal(500, text)))
    }
  }
}

/** One mock with the state of its options. */
export function createResponder(provider: MockProvider, options: MockOptions): Respond {
  return createResponderOf(provider, stateCoreOf(options), options)
}
