import { plainRefusal } from '../answers.ts'
import { followClock } from '../clock/follow-clock.ts'
import type { Fault } from '../fault/fault.ts'
import type { MockStateCore } from '../mock-state.ts'
import type { MockProvider } from '../provider.ts'
import type { SessionState } from '../session/session.ts'
import { createChooser } from '../situation/choose-situation.ts'
import type { Choice, SituationChooser } from '../situation/situation.ts'
import type { MockAnswer, MockRequest, ReadCall } from '../types.ts'
import { answerGeneral } from './answer-general.ts'

/** One call, read but not judged. */
export interface Call {
  provider: MockProvider
  session: SessionState
  request: MockRequest
  read: ReadCall
}

function unknownSituation(header: string, { provider }: Call, core: MockStateCore['core']): MockAnswer {
  const reason = core.catalogue.reasonAgainst(provider.name, header)
  const known = [...core.wordsOf(provider)].join(', ')
  const shown = header.replace(/[^\x20-\x7e]/g, '?')
  return {
    ...plainRefusal(
      400,
      `The mock of ${provider.name} has no situation "${shown}"${reason === null ? '' : `: ${reason}`}. Known situations: ${known}.`,
    ),
    rule: 'mock',
  }
}

/** When the transaction was first asked and when its present situation began, by the session's clock. */
function timesOf({ provider, session, read }: Call, choice: Choice | null) {
  const nowMs = session.clock.now().getTime()
  const key = `${provider.name}\n${read.names[0]}`
  const createdMs = Math.min(session.firstAskedMs.get(key) ?? nowMs, nowMs)
  session.firstAskedMs.set(key, createdMs)
  // A rule for a whole provider began with whoever asked first, which may be before this transaction was.
  const beganMs = choice === null || choice.rule === 'header' ? createdMs : choice.sinceMs
  return { createdMs, changedMs: Math.max(createdMs, Math.min(beganMs, nowMs)) }
}

export interface CallAnswer {
  answer: MockAnswer
  /** Those that belong to the situation; none has taken part yet. */
  faults: readonly Fault[]
}

const noFaults: readonly Fault[] = []

/** What the provider answers in this session. */
export function answerCall(call: Call, { core }: MockStateCore): CallAnswer {
  const { provider, session, request, read } = call
  const header = request.headers['x-mock-situation'] ?? null
  const words = core.wordsOf(provider)
  if (header !== null && !words.has(header)) {
    return { answer: unknownSituation(header, call, core), faults: noFaults }
  }
  const chooser = createChooser({
    call: { provider: provider.name, names: read.names },
    word: read.word,
    header,
    session: session.situations,
    all: core.sessions.all.situations,
    words,
    general: core.generalWordsOf(provider),
    own: core.own(),
    begun: session.begun,
    nowMs: session.clock.now().getTime(),
  })
  const taken: { choice: Choice | null } = { choice: null }
  const situations: SituationChooser = {
    peek: chooser.peek,
    take() {
      taken.choice = chooser.take()
      return taken.choice
    },
  }
  const answer = answerGeneral(provider, situations) ?? session.engineOf(provider).handle(request, situations)
  const isAboutTransaction = read.names.length > 0 && answer.status < 300
  const timed =
    session.clock.touched && isAboutTransaction
      ? followClock(answer, provider.bodyTimes, timesOf(call, taken.choice))
      : answer
  return { answer: timed, faults: taken.choice?.faults ?? noFaults }
}
