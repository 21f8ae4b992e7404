import type { ExplainedRequest, LikelyMistake } from './explanation.ts'
import { seen } from './stages.ts'

/** What the request says, wherever it says it, and what is wrong with the place. */
export interface RequestForm {
  members: Readonly<Record<string, unknown>>
  mistakes: LikelyMistake[]
}

/** How a provider wants its request. */
export interface WantedForm<Member extends string> {
  /** Texts that have to be there, each with names under which it was seen in clients that fail. */
  members: Readonly<Record<Member, readonly string[]>>
  /** The member that holds the signature, and headers where clients put it instead. */
  signature: Member
  signatureHeaders: readonly string[]
  /** One sentence: what to send instead. */
  fix: string
  /** What was done wrong where the members stand in the address. */
  inQuery: string
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFormEncoded = (text: string): boolean => /^[\w%.+-]+=[^{}]*$/.test(text.trim())

const namesOf = <Member extends string>(wanted: WantedForm<Member>): Member[] =>
  Object.keys(wanted.members) as Member[]

const readPlace = <Member extends string>(
  request: ExplainedRequest,
  wanted: WantedForm<Member>,
): RequestForm => {
  const { fix } = wanted
  const value = parse(request.body)
  if (isObject(value)) return { members: value, mistakes: [] }
  if (namesOf(wanted).some((name) => request.query.has(name))) {
    return {
      members: Object.fromEntries(request.query),
      mistakes: [seen('parameters-in-query', wanted.inQuery, fix)],
    }
  }
  if (request.body.trim() === '') {
    return { members: {}, mistakes: [seen('body-missing', 'The request has no body.', fix)] }
  }
  const inner = typeof value === 'string' ? parse(value) : undefined
  if (isObject(inner)) {
    return {
      members: inner,
      mistakes: [
        seen('body-encoded-twice', 'The body is a JSON text inside a JSON text.', 'Encode the object once.'),
      ],
    }
  }
  if (value === undefined && isFormEncoded(request.body)) {
    return {
      members: Object.fromEntries(new URLSearchParams(request.body.trim())),
      mistakes: [seen('body-form-encoded', 'The body is form-encoded, not JSON.', fix)],
    }
  }
  const withoutMark = request.body.startsWith('\ufeff') ? parse(request.body.slice(1)) : undefined
  if (isObject(withoutMark)) {
    return {
      members: withoutMark,
      mistakes: [
        seen(
          'body-byte-order-mark',
          'A byte order mark stands before the body.',
          'Send UTF-8 without a mark.',
        ),
      ],
    }
  }
  return { members: {}, mistakes: [seen('body-unreadable', 'The body is not a JSON object.', fix)] }
}

const explainMember = <Member extends string>(
  name: Member,
  members: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
  wanted: WantedForm<Member>,
): LikelyMistake[] => {
  const value = members[name]
  if (typeof value === 'string' && value !== '') return []
  if (value === '') return [seen('member-empty', `${name} is empty.`, `Fill ${name}.`)]
  if (value !== undefined) {
    return [
      seen(
        'member-not-text',
        `${name} is ${value === null ? 'null' : `a JSON ${typeof value}`}; the page wants text.`,
        `Put ${name} in quotation marks.`,
      ),
    ]
  }
  const misspelled = wanted.members[name].find((other) => members[other] !== undefined)
  if (misspelled) {
    return [
      seen(
        'member-misspelled',
        `${name} is missing; there is a member called ${misspelled}.`,
        `Call it ${name}.`,
      ),
    ]
  }
  const header = wanted.signatureHeaders.find((other) => headers[other])
  if (name === wanted.signature && header) {
    return [
      seen(
        'signature-in-header',
        `The signature came in the header ${header}; this call wants it in the body.`,
        `Send it as the member "${name}".`,
      ),
    ]
  }
  return [seen('member-missing', `${name} is missing.`, `Send ${name}.`)]
}

/** Reads the members as the provider does, and looks where they are when they are not there. */
export const readRequestForm = <Member extends string>(
  request: ExplainedRequest,
  wanted: WantedForm<Member>,
): RequestForm => {
  const place = readPlace(request, wanted)
  const isReadable = Object.keys(place.members).length > 0 || place.mistakes.length === 0
  const memberMistakes = isReadable
    ? namesOf(wanted).flatMap((name) => explainMember(name, place.members, request.headers, wanted))
    : []
  return { members: place.members, mistakes: [...place.mistakes, ...memberMistakes] }
}
