import type { Delivery } from '../fault/apply-faults.ts'

export interface IncomingExchange {
  method: string
  /** `null` where the request line holds no address that can be read. */
  url: URL | null
  headers: Record<string, string>
  /** `null` where the body was longer than `bodyLimitBytes` and was dropped. */
  body: Uint8Array | null
}

export interface OutgoingExchange {
  status: number
  headers: Record<string, string>
  body: string
  delivery: Delivery
}

export const bodyLimitBytes = 1_048_576

/** Of all headers together; beyond it Node answers 431 by itself. */
export const headerLimitBytes = 16_384

/** An answer that cannot have a body says nothing of its length either. */
export function canHaveBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304
}
