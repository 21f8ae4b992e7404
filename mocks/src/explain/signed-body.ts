import { readMembers } from '../json-members.ts'
import { type ExplainedRequest, firstApplying, type LikelyMistake, type Row } from './explanation.ts'
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

/** What is wrong with the body as a whole, or with its place. */
function explainPlace({ method, query, body }: ExplainedRequest, names: readonly string[]) {
  const rows: readonly Row[] = [
    [names.some((name) => query.has(name)), 'parameters-in-query', 'the parameters are in the address'],
    [body.trim() === '', 'body-missing', 'the request has no body'],
    [/^\s*[\w%.+-]+=[^{}]*$/.test(body), 'body-form-encoded', 'the body is form-encoded'],
    [body.startsWith('"'), 'body-encoded-twice', 'the body is JSON in a JSON string'],
    [body.startsWith('\ufeff'), 'body-byte-order-mark', 'the body begins with a byte order mark'],
    [readMembers(body) === null, 'body-unreadable', 'the body is not a JSON object'],
    [method !== 'POST', 'http-method', 'the method is not POST'],
  ]
  return firstApplying(rows, `send POST with a JSON object of ${names.join(', ')}`)
}

function explainMember(name: string, members: SignedBody['members'], { headers }: ExplainedRequest) {
  const value = members[name]
  if (typeof value === 'string' && value !== '') return null
  const isSpelling = (other: string) => bareName(other) === bareName(name)
  const misspelled = Object.keys(members).find((other) => other !== name && isSpelling(other)) ?? ''
  const isInHeader = bareName(name) === 'signature' && Object.keys(headers).some(isSpelling)
  const rows: readonly Row[] = [
    [value === '', 'member-empty', `${name} is empty`],
    [value !== undefined, 'member-not-text', `${name} is not a JSON string`],
    [misspelled !== '', 'member-misspelled', `${name} is spelled ${clip(misspelled, 40)}`],
    [isInHeader, 'signature-in-header', 'the signature is in a header'],
    [true, 'member-missing', `${name} is missing`],
  ]
  return firstApplying(rows, `send the member ${name} as a JSON string`)
}

/** Reads a JSON body that is to have the texts `names`, and explains what is wrong with its form. */
export function readSignedBody(request: ExplainedRequest, names: readonly string[]): SignedBody {
  const members = readMembers(request.body) ?? {}
  const place = explainPlace(request, names)
  const found = place ? [place] : names.map((name) => explainMember(name, members, request))
  const problems = found.filter((problem) => problem !== null)
  const member = (name: string) => {
    const value = members[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  return { members, member, problems }
}
