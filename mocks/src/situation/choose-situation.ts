import type { BoundedMap } from '../bounded-map.ts'
import type { Fault } from '../fault/fault.ts'
import type { CallScope } from '../fault/fault-rules.ts'
import { readSequence } from '../timeline/sequence-reference.ts'
import { createTimeline, type TakenStep, type Timeline } from '../timeline/timeline.ts'
import type { Rule } from '../types.ts'
import type { Choice, OwnSituation, SituationChooser } from './situation.ts'
import type { RuleLevel, SituationRules } from './situation-rules.ts'
import { longestWord } from './situation-words.ts'

/** Input of a choice. */
export interface ChoiceSources {
  call: CallScope
  /** The text of the reference that may begin with a situation; null without a reference. */
  word: string | null
  /** From the request's own header. */
  header: string | null
  session: SituationRules
  all: SituationRules
  /** Every word that the provider knows, own situations included. */
  words: ReadonlySet<string>
  /** General situations for which the provider has no response of its own. */
  general: readonly string[]
  own: ReadonlyMap<string, OwnSituation>
  /** Timelines that references and own situations began in this session. */
  begun: BoundedMap<Timeline>
  nowMs: number
}

interface Candidate {
  rule: Rule
  timeline: Timeline
  /** Why, up to the situation. */
  because: string
}

const levels: readonly (readonly [RuleLevel, 'session' | 'all', Rule, string])[] = [
  ['reference', 'session', 'session-reference', 'set for this reference'],
  ['provider', 'session', 'session-provider', 'set for this provider'],
  ['everything', 'session', 'session', 'set for every provider'],
  ['reference', 'all', 'all-reference', 'set for this reference in all sessions'],
  ['provider', 'all', 'all-provider', 'set for this provider in all sessions'],
  ['everything', 'all', 'all', 'set for every provider in all sessions'],
]

function ofOne(situation: string): Timeline {
  return createTimeline([{ situation }])
}

/** A rule with a situation that the provider does not have is skipped. */
function setCandidate(sources: ChoiceSources): Candidate | null {
  for (const [level, owner, rule, because] of levels) {
    const found = sources[owner].find(level, sources.call)
    if (!found) continue
    const { timeline } = found
    const isKnown = timeline.steps.every(({ situation }) => sources.words.has(situation))
    if (isKnown) return { rule, timeline, because }
  }
  return null
}

function ownApplies({ providers }: OwnSituation, { provider }: CallScope): boolean {
  return providers === null || providers.some((name) => name === provider)
}

function begin(sources: ChoiceSources, key: string, steps: Parameters<typeof createTimeline>[0]): Timeline {
  const begun = sources.begun.get(key)
  if (begun) return begun
  const timeline = createTimeline(steps)
  sources.begun.set(key, timeline)
  return timeline
}

function referenceCandidate(sources: ChoiceSources): Candidate | null {
  const { call, word, own, words } = sources
  for (const situation of own.values()) {
    if (!ownApplies(situation, call) || !situation.references.some((name) => call.names.includes(name)))
      continue
    return {
      rule: 'scenario-file',
      timeline: ofOne(situation.name),
      because: `${situation.file} names the reference`,
    }
  }
  if (word === null) return null
  const sequence = readSequence(word, words)
  if (sequence) {
    const key = `sequence\n${call.provider}\n${call.names[0] ?? word}`
    return {
      rule: 'sequence-reference',
      timeline: begin(sources, key, sequence),
      because: 'the reference is a sequence',
    }
  }
  const name = longestWord(word, words)
  if (name === null) return null
  const situation = own.get(name)
  const isOwn = situation !== undefined && ownApplies(situation, call)
  if (!isOwn && !sources.general.includes(name)) return null
  return { rule: 'situation-reference', timeline: ofOne(name), because: 'the reference begins with it' }
}

function findCandidate(sources: ChoiceSources): Candidate | null {
  return sources.header === null
    ? (setCandidate(sources) ?? referenceCandidate(sources))
    : { rule: 'header', timeline: ofOne(sources.header), because: 'selected by the header x-mock-situation' }
}

function stepText({ step, steps, call }: TakenStep): string {
  return steps === 1 ? '' : `, step ${step} of ${steps}, answer ${call} of the step`
}

const noFaults: readonly Fault[] = []

type Move = 'take' | 'peek'

function choose(sources: ChoiceSources, { rule, timeline, because }: Candidate, move: Move): Choice {
  const taken = timeline[move](sources.nowMs)
  const chosen = sources.own.get(taken.situation) ?? null
  const choice: Choice = {
    situation: taken.situation,
    rule,
    because: `"${taken.situation}": ${because}${stepText(taken)}`,
    sinceMs: taken.sinceMs,
    own: chosen,
    faults: chosen?.faults ?? noFaults,
  }
  const steps = choice.own?.timeline
  const [first, ...others] = steps ?? []
  if (!choice.own || !first) return choice
  const key = `own\n${choice.own.name}\n${sources.call.provider}\n${sources.call.names[0] ?? ''}`
  const own = begin(sources, key, [first, ...others])[move](sources.nowMs)
  const inner = sources.own.get(own.situation) ?? null
  return {
    ...choice,
    situation: own.situation,
    because: `${choice.because}; ${choice.own.file} makes it "${own.situation}"${stepText(own)}`,
    sinceMs: own.sinceMs,
    own: inner,
    faults: [...choice.faults, ...(inner?.faults ?? noFaults)],
  }
}

/** The rule that applies is looked up once; each `take` takes one step of its timeline. */
export function createChooser(sources: ChoiceSources): SituationChooser {
  let candidate: Candidate | null | undefined
  const move = (kind: Move): Choice | null => {
    if (candidate === undefined) candidate = findCandidate(sources)
    return candidate && choose(sources, candidate, kind)
  }
  return { peek: () => move('peek'), take: () => move('take') }
}
