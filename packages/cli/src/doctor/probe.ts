import { randomBytes } from 'node:crypto'
import { type CekStatusError, isCekStatusError, type StatusClient, type StatusQuery } from '@cekstatus/core'
import type { Exchange } from '../exchange/recording-fetch.ts'
import { maskForeignText } from '../masking/mask-transaction.ts'

/** What came of asking for a transaction that cannot exist. */
export interface ProbeResult {
  /** Whether the credentials, and the signature made with them, were accepted. */
  credentials: 'accepted' | 'refused' | 'unknown'
  /** Whether the address that the request came from was. */
  address: 'accepted' | 'refused' | 'suspected' | 'unknown'
  /** The provider's clock minus this machine's, in milliseconds; null where the answer has no usable Date header. */
  clockSkewMs: number | null
  /** The error code, or null where an answer came. */
  code: CekStatusError['code'] | null
  httpStatus: number | null
  /** One line for people. */
  summary: string
  hint: string | null
}

/** A query for a transaction that nobody made. */
function impossibleQuery({ capabilities }: StatusClient): StatusQuery {
  const { lookup, kinds, referenceMaxLength } = capabilities
  const reference = `cekstatus-${randomBytes(8).toString('hex')}`.slice(0, referenceMaxLength)
  const field = lookup.includes('merchantReference') ? 'merchantReference' : 'providerReference'
  const [kind] = kinds.filter((known) => known !== 'unknown')
  return { [field]: reference, ...(kinds.length > 1 && kind !== undefined ? { kind } : {}) }
}

/**
 * Asks once; null where asking may act, so that nothing is sent. A reference that nobody made would then become an order.
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
      summary: 'answered for a reference that nobody made; is this really the provider?',
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
        summary: 'does not know the reference, as it should',
        hint: null,
      }
    case 'REJECTED':
      return {
        credentials: 'accepted',
        address: 'accepted',
        summary: `got past the credentials and refused the reference: ${quote(error)}`,
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
        // A page instead of JSON under 403 is what a firewall before the provider shows to unknown addresses.
        address: error.httpStatus === 403 ? 'suspected' : 'unknown',
        summary: error.message,
        hint,
      }
    default:
      return { credentials: 'unknown', address: 'unknown', summary: describeFailure(error), hint }
  }
}

function quote({ providerCode, providerMessage, httpStatus }: CekStatusError): string {
  const words = [providerCode, providerMessage].filter((text) => text !== null).map(maskForeignText)
  return `${words.length === 0 ? 'without a word' : words.join(', ')} (HTTP ${httpStatus})`
}

/** Told by the provider's own words: `INVALID_IP`, "IP not whitelisted". */
function namesAddress({ providerCode, providerMessage }: CekStatusError): boolean {
  return /(?<![a-z])ip(?![a-z])|white-?list|allow-?list/i.test(
    `${providerCode ?? ''} ${providerMessage ?? ''}`,
  )
}

function mayMeanAddress(hint: string | null): boolean {
  return hint !== null && /\bIP\b/.test(hint)
}

function describeFailure(error: CekStatusError): string {
  const cause = error.cause instanceof Error && 'code' in error.cause ? ` (${String(error.cause.code)})` : ''
  return `${error.message}${cause}`
}

/** The last answer's Date, in whole seconds, against the middle of its exchange. */
function readClockSkew(exchanges: readonly Exchange[]): number | null {
  const last = exchanges.findLast(({ answer }) => answer !== null)
  const date = Date.parse(last?.answer?.headers.date ?? '')
  if (last?.answer == null || Number.isNaN(date)) return null
  const middle = (last.sentAt.getTime() + last.answer.receivedAt.getTime()) / 2
  // The header is cut to the second, so on average half a second older than what it stands for.
  return Math.round(date + 500 - middle)
}
