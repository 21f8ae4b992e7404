import { readMembers } from '../json-members.ts'
import { type ExplainedRequest, type LikelyMistake, seen } from './explanation.ts'
import { clip } from './mask.ts'

export interface SignedBody {
  members: Readonly<Record<string, unknown>>
  /** A member as text, a number as its digits; empty where it is absent. */
  member: (name: string) => string
  problems: LikelyMistake[]
}

/** `refId`, `REF_ID` and `ref-id` are spellings of `ref_id`; `x-signature` and `sig` of `sign`. */
function bareName(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/^x-/, '')
    .replace(/[^a-z]/g, '')
  return ['sign', 'sig', 'hash'].includes(bare) ? 'signature' : bare
}

interface PlaceMistake {
  id: string
  what: string
  test: (request: ExplainedRequest, names: readonly string[]) => boolean
}

/** The first row that applies is named. */
const placeMistakes: readonly PlaceMistake[] = [
  {
    id: 'parameters-in-query',
    what: 'the parameters are in the address',
    test: ({ query }, names) => names.some((name) => query.has(name)),
  },
  { id: 'body-missing', what: 'the request has no body', test: ({ body }) => body.trim() === '' },
  {
    id: 'body-form-encoded',
    what: 'the body is form-encoded',
    test: ({ body }) => /^\s*[\w%.+-]+=[^{}]*$/.test(body),
  },
  {
    id: 'body-encoded-twice',
    what: 'the body is JSON in a JSON string',
    test: ({ body }) => body.startsWith('"'),
  },
  {
    id: 'body-byte-order-mark',
    what: 'the body begins with a byte order mark',
    test: ({ body }) => body.startsWith('\ufeff'),
  },
  {
    id: 'body-unreadable',
    what: 'the body is not a JSON object',
    test: ({ body }) => readMembers(body) === null,
  },
  { id: 'http-method', what: 'the method is not POST', test: ({ method }) => method !== 'POST' },
]

function explainMember(name: string, members: SignedBody['members'], { headers }: ExplainedRequest) {
  const value = members[name]
  if (value === '') return [seen('member-empty', `${name} is empty; fill it`)]
  if (typeof value === 'string') return []
  if (value !== undefined)
    return [seen('member-not-text', `${name} is not a string; put it in quotation marks`)]
  const isSpelling = (other: string) => bareName(other) === bareName(name)
  const misspelled = Object.keys(members).find(isSpelling)
  if (misspelled)
    return [seen('member-misspelled', `${name} is missing; rename ${clip(misspelled, 40)} to ${name}`)]
  return Object.keys(headers).some((header) => bareName(name) === 'signature' && isSpelling(header))
    ? [seen('signature-in-header', `the signature is in a header; send it as the member ${name}`)]
    : [seen('member-missing', `${name} is missing; send it`)]
}

/** Reads a JSON body that is to have the texts `names`, and explains what is wrong with its form. */
export function readSignedBody(request: ExplainedRequest, names: readonly string[]): SignedBody {
  const members = readMembers(request.body) ?? {}
  const place = placeMistakes.find(({ test }) => test(request, names))
  const send = `send POST with a JSON object of ${names.join(', ')}`
  const problems = place
    ? [seen(place.id, `${place.what}; ${send}`)]
    : names.flatMap((name) => explainMember(name, members, request))
  const member = (name: string) => {
    const value = members[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  return { members, member, problems }
}
