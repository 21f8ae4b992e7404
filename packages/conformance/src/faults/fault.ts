import type { ErrorCode } from '@cekstatus/core'
import type { ScriptedAnswer } from '../scripted-server.ts'
import type { WireStep } from './wire.ts'

/** One thing that can go wrong between a provider and its caller, and what the caller must get then. */
export interface Fault {
  name: string
  /** What the inquiry meets. */
  meets: 'nobody' | 'no host' | FaultScript
  /** What an inquiry before it meets, which must succeed; the connection is kept where the script leaves it open. */
  after?: FaultScript
  /** True where the answer is about a reference other than the one asked. */
  asksAnother?: true
  /** What a caller without retries must get: any one of these. More than one only where the runtime's fetch decides which. */
  demands: readonly [Demand, ...Demand[]]
  /** The same of a provider whose client fetches a fresh access token. */
  demandsOfToken?: readonly [Demand, ...Demand[]]
  /** Times that the fault strikes, from 1, before answers are good again: once unless said. */
  strikes?: number
  /** Why this is demanded, where the name does not say it. */
  because?: string
}

/** What the server sends: an answer in good HTTP, or single steps on the socket. */
export type FaultScript = (material: FaultMaterial) => ScriptedAnswer | readonly WireStep[]

/** What a script is made of; every text of a provider's is a documented answer. */
export interface FaultMaterial {
  /** The answer that says success. */
  success: string
  /** The answer to the same inquiry that says failed. */
  failed: string
  /** A server that must never be asked. */
  elsewhereUrl: string
  /** How the provider refuses an access token that is no longer good, or any HTTP 401 where there is none. */
  tokenRefusal: ScriptedAnswer
  /** All that was received with the inquiry, credentials and signatures included, as one line. */
  echo: string
}

export type Demand = SuccessDemand | ErrorDemand

/** The answer as if nothing had happened. */
interface SuccessDemand {
  status: 'success'
  /** Inquiries sent; checked where it is given. */
  attempts?: number
  /** Milliseconds that were waited before the last of them because the provider said so. */
  pausedMs?: number
}

interface ErrorDemand {
  code: ErrorCode
  /** Null where no status line arrived. */
  httpStatus: number | null
  /** Inquiries sent; checked where it is given. */
  attempts?: number
  /** Checked where it is given. */
  contentType?: string
  /** Milliseconds; `as documented` is what the provider's own refusal stands for when no header names a delay. */
  retryAfterMs?: number | null | 'as documented'
  /** A word that the hint must contain. */
  hintNames?: 'baseUrl'
}

/** The demand of a fault that is answered all the same. */
export const success: SuccessDemand = { status: 'success' }

/** No complete answer arrived; `httpStatus` where at least its head did. */
export function network(httpStatus: number | null = null): ErrorDemand {
  return { code: 'NETWORK', httpStatus }
}

/** The deadline passed; `httpStatus` where at least the head of an answer arrived. */
export function timeout(httpStatus: number | null = null): ErrorDemand {
  return { code: 'TIMEOUT', httpStatus }
}

/** An answer arrived and cannot be used. */
export function invalid(httpStatus = 200): ErrorDemand {
  return { code: 'RESPONSE_INVALID', httpStatus }
}

/** The provider cannot answer now, whatever the body says. */
export function unavailable(httpStatus: number): ErrorDemand {
  return { code: 'PROVIDER_UNAVAILABLE', httpStatus }
}
