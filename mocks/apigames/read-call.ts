import { readCredentialSession } from '../src/session/credential-session.ts'
import type { MockRequest, ReadCall } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { readStatusRequest } from './read-request.ts'

export const path = '/v2/transaksi/status'

/** Undefined where the merchant is none of the mock's. */
export function readMerchantSession(merchantId: string): string | null | undefined {
  return readCredentialSession(merchantId, credentials.merchantId, '-')
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
