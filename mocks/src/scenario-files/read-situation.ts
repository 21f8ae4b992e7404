import { mockSource } from '../answers.ts'
import { readFault } from '../fault/read-fault.ts'
import {
  type Field,
  memberField,
  optional,
  readList,
  readObject,
  readOneOf,
  readText,
  readWhole,
} from '../read-input.ts'
import type { SituationCatalogue } from '../session/mock-session.ts'
import { generalSituations, type OwnSituation } from '../situation/situation.ts'
import { readTimeline } from '../timeline/read-timeline.ts'
import type { Provenance } from '../types.ts'
import { MockUsageError } from '../usage-error.ts'

const memberNames = [
  'situation',
  'description',
  'providers',
  'basedOn',
  'set',
  'timeline',
  'response',
  'faults',
  'references',
  'provenance',
]

const provenanceKinds = ['documented', 'inferred', 'hostile'] as const

const longestBody = 131_072

function readName(value: unknown, field: Field): string {
  const name = readText(value, field, 60)
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && !name.includes('-then-')) return name
  throw new MockUsageError(field, 'must be lower-case letters, digits and single hyphens, without "-then-"')
}

function readResponse(value: unknown, field: Field): NonNullable<OwnSituation['response']> {
  const members = readObject(value, field, ['status', 'headers', 'body'])
  const headersField = memberField(field, 'headers')
  const given = members.headers ?? {}
  const headerNames = typeof given === 'object' && given !== null ? Object.keys(given) : []
  const headers = Object.entries(readObject(given, headersField, headerNames)).map(([name, header]) => {
    const headerField = memberField(headersField, name)
    if (!/^[A-Za-z0-9-]+$/.test(name)) throw new MockUsageError(headerField, 'is not a header name')
    const text = readText(header, headerField, 1000)
    if (!/^[\x20-\x7e]*$/.test(text)) throw new MockUsageError(headerField, 'must be printable ASCII')
    return [name.toLowerCase(), text] as const
  })
  const { body = '' } = members
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2)
  if (text.length > longestBody) {
    throw new MockUsageError(memberField(field, 'body'), `must be at most ${longestBody} characters`)
  }
  return {
    status: readWhole(members.status ?? 200, memberField(field, 'status'), 200, 599),
    headers: { 'content-type': 'application/json', ...Object.fromEntries(headers) },
    body: text,
  }
}

function readSet(value: unknown, field: Field): Record<string, unknown> {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return { ...readObject(value, field, names) }
}

function readProvenance(value: unknown, field: Field, file: string): Provenance {
  const members = readObject(value ?? {}, field, ['kind', 'source', 'note'])
  const kind = optional(members.kind, (given) =>
    readOneOf(given, memberField(field, 'kind'), provenanceKinds),
  )
  const source = optional(members.source, (given) => readText(given, memberField(field, 'source'), 1000))
  const note = optional(members.note, (given) => readText(given, memberField(field, 'note'), 1000))
  return {
    kind: kind ?? 'hostile',
    source: source ?? mockSource,
    note: note ?? `From the scenario file ${file}.`,
  }
}

function readProviders(value: unknown, field: Field, catalogue: SituationCatalogue): string[] {
  return readList(value, field, 1, 20).map((name, place) =>
    readOneOf(name, memberField(field, place), catalogue.providers()),
  )
}

/** One situation as a file gives it; the words that it uses are checked once all files are read. */
export function readSituation(
  value: unknown,
  field: Field,
  { file, catalogue }: { file: string; catalogue: SituationCatalogue },
): OwnSituation {
  const members = readObject(value, field, memberNames)
  const of = (name: string): Field => memberField(field, name)
  const bases = (['timeline', 'basedOn', 'response'] as const).filter(
    (name) => (members[name] ?? null) !== null,
  )
  if (bases.length !== 1) {
    throw new MockUsageError(field, 'requires exactly one of basedOn, timeline and response')
  }
  const set = optional(members.set, (given) => readSet(given, of('set'))) ?? {}
  const basedOn = optional(members.basedOn, (given) => readText(given, of('basedOn'), 60)) ?? null
  const isGeneral = generalSituations.some((name) => name === basedOn)
  if (Object.keys(set).length > 0 && (basedOn === null || isGeneral)) {
    throw new MockUsageError(of('set'), 'requires basedOn with a situation of the provider')
  }
  return {
    name: readName(members.situation, of('situation')),
    description:
      optional(members.description, (given) => readText(given, of('description'), 500)) ?? `From ${file}`,
    providers:
      optional(members.providers, (given) => readProviders(given, of('providers'), catalogue)) ?? null,
    timeline: optional(members.timeline, (given) => readTimeline(given, of('timeline'))) ?? null,
    basedOn,
    set,
    response: optional(members.response, (given) => readResponse(given, of('response'))) ?? null,
    faults: (optional(members.faults, (given) => readList(given, of('faults'), 1, 20)) ?? []).map(
      (fault, place) => readFault(fault, memberField(of('faults'), place)),
    ),
    references: (
      optional(members.references, (given) => readList(given, of('references'), 1, 1000)) ?? []
    ).map((reference, place) => readText(reference, memberField(of('references'), place))),
    provenance: readProvenance(members.provenance, of('provenance'), file),
    file,
  }
}
