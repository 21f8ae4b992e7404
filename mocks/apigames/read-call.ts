import { readMembers } from '../src/json-members.ts'
import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'

export const path = '/v2/transaksi/status'

/** Undefined for an unknown merchant. */
export function readMerchantSession(merchantId: string): string | null | undefined {
  return readCredentialSession(merchantId, credentials.merchantId, '-')
}

/** The members of the body; the page requires all three as text. */
export interface StatusRequest {
  merchantId: string
  refId: string
  signature: string
}

function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * Reads the request's body; `null` where it is not a JSON object.
 * A member that is absent or not text is read as empty text, which the check of the signature then refuses.
 */
export function readStatusRequest(body: string): StatusRequest | null {
  const members = readMembers(body)
  return (
    members && {
      merchantId: textOrEmpty(members.merchant_id),
      refId: textOrEmpty(members.ref_id),
      signature: textOrEmpty(members.signature),
    }
  )
}

export function readCall(request: MockRequest): ReadCall {
  const isStatus = request.path === path
  const read = isStatus ? readStatusRequest(request.body) : null
  const reference = read === null || read.refId === '' ? null : read.refId
  return {
    asked: {
      endpoint: isStatus ? 'cek-status' : null,
      merchantReference: reference,
      providerReference: null,
      kind: null,
    },
    names: reference === null ? [] : [reference],
    word: reference,
    session: read === null ? null : (readMerchantSession(read.merchantId) ?? null),
  }
}
