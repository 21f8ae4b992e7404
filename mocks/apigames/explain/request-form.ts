import type { ExplainedRequest, LikelyMistake } from '../../src/explain/explanation.ts'
import { seen } from '../../src/explain/stages.ts'

/** What the request says, wherever it says it, and what is wrong with the place. */
export interface RequestForm {
  members: Readonly<Record<string, unknown>>
  mistakes: LikelyMistake[]
}

const asJson = 'Send POST with a JSON object: {"ref_id":"…","merchant_id":"…","signature":"…"}.'

const wanted = ['merchant_id', 'ref_id', 'signature'] as const

/** Names under which the members were seen in clients that fail. */
const misspellings: Record<(typeof wanted)[number], readonly string[]> = {
  merchant_id: ['merchantId', 'merchantid', 'merchant', 'MERCHANT_ID', 'merchant-id'],
  ref_id: ['refId', 'refid', 'ref', 'reference', 'reference_id', 'REF_ID', 'trx_id', 'ref-id'],
  signature: ['sign', 'sig', 'Signature', 'SIGNATURE', 'secret', 'x-signature', 'hash'],
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

const readPlace = (request: ExplainedRequest): RequestForm => {
  const value = parse(request.body)
  if (isObject(value)) return { members: value, mistakes: [] }
  if (request.query.has('ref_id') || request.query.has('signature')) {
    return {
      members: Object.fromEntries(request.query),
      mistakes: [
        seen(
          'parameters-in-query',
          'The parameters stand in the address. API Games documents that form for GET; this mock imitates the POST form.',
          asJson,
        ),
      ],
    }
  }
  if (request.body.trim() === '') {
    return { members: {}, mistakes: [seen('body-missing', 'The request has no body.', asJson)] }
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
      mistakes: [seen('body-form-encoded', 'The body is form-encoded, not JSON.', asJson)],
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
  return { members: {}, mistakes: [seen('body-unreadable', 'The body is not a JSON object.', asJson)] }
}

const explainMember = (
  name: (typeof wanted)[number],
  members: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
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
  const misspelled = misspellings[name].find((other) => members[other] !== undefined)
  if (misspelled) {
    return [
      seen(
        'member-misspelled',
        `${name} is missing; there is a member called ${misspelled}.`,
        `Call it ${name}.`,
      ),
    ]
  }
  const header = ['x-signature', 'signature', 'x-apigames-authorization'].find((other) => headers[other])
  if (name === 'signature' && header) {
    return [
      seen(
        'signature-in-header',
        `The signature came in the header ${header}; this call wants it in the body.`,
        'Send it as the member "signature".',
      ),
    ]
  }
  return [seen('member-missing', `${name} is missing.`, `Send ${name}.`)]
}

/** Reads the three members as API Games does, and looks where they are when they are not there. */
export const readRequestForm = (request: ExplainedRequest): RequestForm => {
  const place = readPlace(request)
  const isReadable = Object.keys(place.members).length > 0 || place.mistakes.length === 0
  const memberMistakes = isReadable
    ? wanted.flatMap((name) => explainMember(name, place.members, request.headers))
    : []
  return { members: place.members, mistakes: [...place.mistakes, ...memberMistakes] }
}
