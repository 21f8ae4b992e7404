import type { KeyObject } from 'node:crypto'
import {
  type ExplainContext,
  type ExplainedRequest,
  headerOf,
  type LikelyMistake,
  possible,
  seen,
} from '../../src/explain/explanation.ts'
import { clip } from '../../src/explain/mask.ts'
import { readCredentialSession } from '../../src/session/credential-session.ts'
import { isTimestamp } from '../read-request.ts'

/** What the mock accepts. */
export interface AcceptedCredentials {
  partnerId: string
  merchantSecret: string
  /** Verifies too: Node derives the public key. */
  privateKey: KeyObject
}

export function isOwnMerchant(received: string, partnerId: string): boolean {
  return readCredentialSession(received, partnerId, '-') !== undefined
}

/** A session accepts the plain merchant id and the one that carries the session's name. */
export function merchantIdsOf(partnerId: string, session: string | null): string[] {
  return session === null ? [partnerId] : [`${partnerId}-${session}`, partnerId]
}

function explainMissing(request: ExplainedRequest, names: readonly string[]): LikelyMistake[] {
  const bare = (name: string) => name.toLowerCase().replace(/^x[-_]|[-_]/g, '')
  return names
    .filter((name) => headerOf(request, name) === '')
    .map((name) => {
      const other = Object.keys(request.headers).find(
        (key) => request.headers[key] !== '' && bare(key) === bare(name),
      )
      return other
        ? seen('header-misspelled', `the header ${name} is missing; call ${clip(other, 40)} ${name}`)
        : seen('header-missing', `the header ${name} is missing or empty; send it`)
    })
}

/** The form, and the distance from the session's clock. */
function explainTimestamp(timestamp: string, { now, answer }: ExplainContext): LikelyMistake[] {
  if (timestamp === '') return []
  if (!isTimestamp(timestamp)) {
    const what = timestamp.includes('.') ? 'has milliseconds' : 'is not in the documented form'
    return [seen('timestamp-form', `X-TIMESTAMP ${what}; send yyyy-MM-ddTHH:mm:ss+07:00`)]
  }
  const distanceMs = Date.parse(timestamp) - now.getTime()
  const minutes = Math.round(Math.abs(distanceMs) / 60_000)
  if (minutes <= 5) return []
  const amount = minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
  const fix = `X-TIMESTAMP is ${amount} ${distanceMs < 0 ? 'behind' : 'ahead of'} the session's clock; send the current time in UTC+7`
  const isRefused = answer?.body.includes('Invalid Field Format X-TIMESTAMP')
  return [isRefused ? seen('clock-or-zone-off', fix) : possible('clock-or-zone-off', fix)]
}

/** What is wrong with the headers that both calls have. */
export function explainHeaders(
  request: ExplainedRequest,
  context: ExplainContext,
  partnerId: string,
  merchantHeader: string,
  otherHeaders: readonly string[],
): LikelyMistake[] {
  const merchant = headerOf(request, merchantHeader)
  const mandatory = ['Content-Type', 'X-TIMESTAMP', 'X-SIGNATURE', merchantHeader, ...otherHeaders]
  const problems = explainMissing(request, mandatory)
  if (merchant !== '' && !isOwnMerchant(merchant, partnerId)) {
    const own = merchantIdsOf(partnerId, context.session).join(' or ')
    problems.push(seen('wrong-merchant-id', `${merchantHeader} is not that of this mock; send ${own}`))
  }
  return [...problems, ...explainTimestamp(headerOf(request, 'X-TIMESTAMP'), context)]
}
