/** What the page asks for in the body; all three are text and required. */
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
 * A member that is absent or no text is read as the empty text, which then has to pass the signature's check.
 */
export function readStatusRequest(body: string): StatusRequest | null {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const members = value as Record<string, unknown>
  return {
    merchantId: textOrEmpty(members.merchant_id),
    refId: textOrEmpty(members.ref_id),
    signature: textOrEmpty(members.signature),
  }
}
