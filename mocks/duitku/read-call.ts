import { readMembers } from '../src/json-members.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'

export const path = '/webapi/api/merchant/transactionStatus'

/** Undefined for an unknown merchant. */
export function readMerchantSession(merchantCode: string): string | null | undefined {
  return readCredentialSession(merchantCode, credentials.merchantCode, '-')
}

/** The members of the body; one that is absent or not text is empty. */
export interface StatusRequest {
  merchantCode: string
  merchantOrderId: string
  signature: string
}

function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Null where the body is not a JSON object. */
export function readStatusRequest(body: string): StatusRequest | null {
  const members = readMembers(body)
  return (
    members && {
      merchantCode: textOrEmpty(members.merchantCode),
      merchantOrderId: textOrEmpty(members.merchantOrderId),
      signature: textOrEmpty(members.signature),
    }
  )
}

export function readCall(request: MockRequest): ReadCall {
  const isStatus = request.path === path
  const read = isStatus ? readStatusRequest(request.body) : null
  const reference = read?.merchantOrderId || null
  return {
    asked: {
      endpoint: isStatus ? 'transaction-status' : null,
      merchantReference: reference,
      providerReference: null,
      kind: null,
    },
    names: reference === null ? [] : [reference],
    word: reference,
    session: read === null ? null : (readMerchantSession(read.merchantCode) ?? null),
  }
}
