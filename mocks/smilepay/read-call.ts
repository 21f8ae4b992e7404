import { readMembers } from '../src/json-members.ts'
import { referencePairs } from '../src/reference-pairs.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures } from './fixtures.ts'
import { wordOfNumber } from './order-number.ts'
import { readHeader } from './read-request.ts'

export const tokenPath = '/v1.0/access-token/b2b'
export const inquiryPath = '/v1.0/inquiry-status'

export const kinds: ReadonlyMap<unknown, 'payment' | 'payout'> = new Map([
  [1, 'payment'],
  [2, 'payout'],
])

const documentedPairs = referencePairs(fixtures)

/** Undefined for an unknown merchant. */
export function readMerchantSession(partnerId: string): string | null | undefined {
  return readCredentialSession(partnerId, credentials.partnerId, '-')
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

const nothingAsked = { merchantReference: null, providerReference: null, kind: null }

export function readCall(request: MockRequest): ReadCall {
  if (request.path === tokenPath) {
    const session = readMerchantSession(readHeader(request, 'X-CLIENT-KEY')) ?? null
    return { asked: { endpoint: 'access-token', ...nothingAsked }, names: [], word: null, session }
  }
  const session = readMerchantSession(readHeader(request, 'X-PARTNER-ID')) ?? null
  if (request.path !== inquiryPath) {
    return { asked: { endpoint: null, ...nothingAsked }, names: [], word: null, session }
  }
  const members = readMembers(request.body)
  const merchantReference = textOrNull(members?.orderNo)
  const providerReference = textOrNull(members?.tradeNo)
  const numbers = [merchantReference, providerReference].flatMap((number) => number ?? [])
  const pairs = numbers.flatMap((number) => Object.values(documentedPairs.get(number) ?? {}))
  return {
    asked: {
      endpoint: 'inquiry-status',
      merchantReference,
      providerReference,
      kind: kinds.get(members?.tradeType) ?? null,
    },
    names: [...new Set([...numbers, ...pairs])],
    word: numbers[0] === undefined ? null : wordOfNumber(numbers[0]),
    session,
  }
}
