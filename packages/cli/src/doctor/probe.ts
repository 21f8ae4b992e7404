import { randomBytes } from 'node:crypto'
import { type CekStatusError, isCekStatusError, type StatusClient, type StatusQuery } from '@cekstatus/core'
import { describeCause, readCause } from '../error-cause.ts'
import type { Exchange } from '../exchange/recording-fetch.ts'
import { maskForeignText } from '../masking/mask-transaction.ts'

/** The result of an inquiry for a nonexistent transaction. */
export interface ProbeResult {
  /** Includes the signature made with them. */
  credentials: 'accepted' | 'refused' | 'unknown'
  /** The IP address of the caller. */
  address: 'accepted' | 'refused' | 'suspected' | 'unknown'
  /** The provider's clock minus the local clock, in milliseconds; null without a usable Date header. */
  clockSkewMs: number | null
  /** Null after a transaction was returned. */
  code: CekStatusError['code'] | null
  httpStatus: number | null
  /** One line for people. */
  summary: string
  hint: string | null
}

/** Builds a query for a random reference. */
function impossibleQuery({ capabilities }: StatusClient): StatusQuery {
  const { lookup, kinds, referenceMaxLength } = capabilities
  const reference = `cekstatus-${randomBytes(8).toString('hex')}`.slice(0, referenceMaxLength)
  const field = lookup.includes('merchantReference') ? 'merchantReference' : 'providerReference'
  const [kind] = kinds.filter((known) => known !== 'unknown')
  return { [field]: reference, ...(kinds.length > 1 && kind !== undefined ? { kind } : {}) }
}

/**
 * Sends one inquiry. Returns null, and sends nothing, if a status check can place an order.
 * @throws CekStatusError `ABORTED`
 */
export async function probe(
  client: StatusClient,
  exchanges: readonly Exchange[],
  { signal, deadlineMs }: { signal: AbortSignal; deadlineMs: number },
): Promise<ProbeResult | null> {
  if (!client.capabilities.repeatable) return null
  try {
    const { evidence } = await client.getTransactionStatus(impossibleQuery(client), { signal, deadlineMs })
    return {
      credentials: 'accepted',
      address: 'accepted',
      clockSkewMs: readClockSkew(exchanges),
      code: null,
      httpStatus: evidence.httpStatus,
      summary: 'returned a transaction for a random reference; check baseUrl',
      hint: null,
    }
  } catch (error) {
    if (!isCekStatusError(error) || error.code === 'ABORTED') throw error
    return {
      ...judge(error),
      clockSkewMs: readClockSkew(exchanges),
      code: error.code,
      httpStatus: error.httpStatus,
    }
  }
}

type Judgement = Pick<ProbeResult, 'credentials' | 'address' | 'summary' | 'hint'>

function judge(error: CekStatusError): Judgement {
  const { hint } = error
  switch (error.code) {
    case 'NOT_FOUND':
      return {
        credentials: 'accepted',
        address: 'accepted',
        summary: 'reachable; credentials accepted',
        hint: null,
      }
    case 'REJECTED':
      return {
        credentials: 'accepted',
        address: 'accepted',
        summary: `reachable; credentials accepted, random reference refused: ${quote(error)}`,
        hint: null,
      }
    case 'AUTHENTICATION':
      return {
        credentials: namesAddress(error) ? 'unknown' : 'refused',
        address: namesAddress(error) ? 'refused' : mayMeanAddress(hint) ? 'suspected' : 'unknown',
        summary: `refused: ${quote(error)}`,
        hint,
      }
    case 'RESPONSE_INVALID':
      return {
        credentials: 'unknown',
        // A firewall in front of the provider shows unknown addresses an HTML page under 403.
        address: error.httpStatus === 403 ? 'suspected' : 'unknown',
        summary: error.message,
        hint,
      }
    default:
      return {
        credentials: 'unknown',
        address: 'unknown',
        summary: describeFailure(error),
        hint: hint ?? readCause(error)?.hint ?? null,
      }
  }
}

function quote({ providerCode, providerMessage, httpStatus }: CekStatusError): string {
  const words = [providerCode, providerMessage].filter((text) => text !== null).map(maskForeignText)
  return `${words.length === 0 ? 'no message' : words.join(', ')} (HTTP ${httpStatus})`
}

/** True for messages such as `INVALID_IP` or "IP not whitelisted". */
function namesAddress({ providerCode, providerMessage }: CekStatusError): boolean {
  return /(?<![a-z])ip(?![a-z])|white-?list|allow-?list/i.test(
    `${providerCode ?? ''} ${providerMessage ?? ''}`,
  )
}

function mayMeanAddress(hint: string | null): boolean {
  return hint !== null && /\bIP\b/.test(hint)
}

function describeFailure(error: CekStatusError): string {
  const cause = readCause(error)
  return cause === null ? error.message : `${error.message} (${describeCause(cause)})`
}

/** Compares the last response's Date header with the middle of its exchange. */
function readClockSkew(exchanges: readonly Exchange[]): number | null {
  const last = exchanges.findLast(({ answer }) => answer !== null)
  const date = Date.parse(last?.answer?.headers.date ?? '')
  if (last?.answer == null || Number.isNaN(date)) return null
  const middle = (last.sentAt.getTime() + last.answer.receivedAt.getTime()) / 2
  // The header is truncated to the second, half a second on average.
  return Math.round(date + 500 - middle)
}
