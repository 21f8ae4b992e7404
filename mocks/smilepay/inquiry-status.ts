import { answerWithFixture } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { readMembers } from '../src/json-members.ts'
import { createRollingWindow } from '../src/rate-limit/rolling-window.ts'
import type { SituationChooser } from '../src/situation/situation.ts'
import type { EngineOptions, MockAnswer, MockRequest } from '../src/types.ts'
import { answerByNumber } from './answer-by-number.ts'
import { credentials } from './credentials.ts'
import type { TakeExternalId } from './external-ids.ts'
import { fixtures } from './fixtures.ts'
import { inquiryPath, kinds, readMerchantSession } from './read-call.ts'
import { type FindTimestampFault, findMissingHeader, readHeader } from './read-request.ts'
import { badRequest, invalidFieldFormat, invalidMandatoryField } from './refusals.ts'
import type { TokenDesk } from './token-desk.ts'
import { isTransactionSignatureValid } from './verify-signature.ts'

const service = '92'

const mandatoryHeaders = [
  'Content-Type',
  'Authorization',
  'X-TIMESTAMP',
  'X-SIGNATURE',
  'X-PARTNER-ID',
  'X-EXTERNAL-ID',
  'CHANNEL-ID',
]

/** https://docs.smilepay.id/inquiry: fewer than 10 requests per minute, otherwise access is blocked. */
const limit = 9
const windowMs = 60_000

/** How long the block lasts stands on no page; a full minute is taken, and calls meanwhile do not prolong it. */
const blockMs = 60_000

/** Refuses the tenth inquiry of any minute, and all of them while the block lasts; null where the call is taken. */
export function createInquiryLimit({ now, settings }: EngineOptions) {
  const waitMs = createRollingWindow({ limit, windowMs, blockMs }, now)
  return (): MockAnswer | null => {
    if (settings?.().rateLimits !== true) return null
    const remainingMs = waitMs()
    if (remainingMs === 0) return null
    const because = `blocked for another ${Math.ceil(remainingMs / 1000)} s: the tenth inquiry within a minute`
    return {
      ...answerWithFixture(fixtureOf(fixtures, 'activity-limit-exceeded'), because),
      rule: 'rate-limit',
      situation: 'activity-limit-exceeded',
    }
  }
}

/** What one engine remembers between requests. */
export interface InquiryState {
  tokens: TokenDesk
  takeExternalId: TakeExternalId
  findTimestampFault: FindTimestampFault
  refuseAboveLimit: () => MockAnswer | null
}

function refuseWith(fixtureCase: string, because: string): MockAnswer {
  return answerWithFixture(fixtureOf(fixtures, fixtureCase), because)
}

/** The scheme's name is case-insensitive in HTTP. */
function readToken(request: MockRequest): string {
  return /^Bearer (\S+)$/i.exec(readHeader(request, 'Authorization'))?.[1] ?? ''
}

function isSigned(request: MockRequest): boolean {
  return isTransactionSignatureValid(
    readHeader(request, 'X-SIGNATURE'),
    {
      httpMethod: request.method,
      endpointUrl: inquiryPath,
      accessToken: readToken(request),
      body: request.body,
      timestamp: readHeader(request, 'X-TIMESTAMP'),
    },
    credentials.merchantSecret,
  )
}

function refuseCaller(request: MockRequest, { tokens }: InquiryState): MockAnswer | null {
  const missing = findMissingHeader(request, mandatoryHeaders)
  if (missing) return invalidMandatoryField(service, missing)
  if (!tokens.accepts(readToken(request))) {
    return refuseWith('invalid-token', 'the token was never issued here or has expired')
  }
  if (!isSigned(request)) return refuseWith('invalid-signature', 'X-SIGNATURE is wrong')
  if (readMerchantSession(readHeader(request, 'X-PARTNER-ID')) === undefined) {
    return refuseWith('invalid-signature', 'X-PARTNER-ID is not the merchant of the token')
  }
  return null
}

function refuseHeaders(
  request: MockRequest,
  { takeExternalId, findTimestampFault }: InquiryState,
): MockAnswer | null {
  const timestampFault = findTimestampFault(readHeader(request, 'X-TIMESTAMP'))
  if (timestampFault) return invalidFieldFormat(service, 'X-TIMESTAMP', timestampFault)
  // The page's own sample begins with a letter, against the rule beside it; the rule is followed.
  const externalId = readHeader(request, 'X-EXTERNAL-ID')
  if (!/^\d{1,36}$/.test(externalId)) {
    return invalidFieldFormat(service, 'X-EXTERNAL-ID', 'is not 1 to 36 digits')
  }
  if (!takeExternalId(externalId)) return refuseWith('conflict', 'X-EXTERNAL-ID was used before today')
  return null
}

function isNumberOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= 32)
}

/** The page marks both numbers as mandatory and sends one, so one of them is enough here. */
function answerBody(body: string, situations: SituationChooser): MockAnswer {
  const members = readMembers(body)
  if (!members) return badRequest(service)
  const tradeType = members.tradeType ?? null
  const kind = kinds.get(tradeType)
  if (tradeType === null) return invalidMandatoryField(service, 'tradeType')
  if (!kind) return invalidFieldFormat(service, 'tradeType', 'is neither the number 1 nor 2')
  const orderNo = members.orderNo ?? null
  const tradeNo = members.tradeNo ?? null
  if (!isNumberOrNull(orderNo)) return invalidFieldFormat(service, 'orderNo', 'is not a text of up to 32')
  if (!isNumberOrNull(tradeNo)) return invalidFieldFormat(service, 'tradeNo', 'is not a text of up to 32')
  if (!orderNo && !tradeNo) return invalidMandatoryField(service, 'orderNo')
  const numbers = { kind, orderNo: orderNo || null, tradeNo: tradeNo || null }
  return answerByNumber(numbers, situations.take())
}

/** Presence of the headers, token, signature, merchant, limit, form of the headers, body, situation: checked in this order. */
export function answerInquiry(
  request: MockRequest,
  state: InquiryState,
  situations: SituationChooser,
): MockAnswer {
  return (
    refuseCaller(request, state) ??
    state.refuseAboveLimit() ??
    refuseHeaders(request, state) ??
    answerBody(request.body, situations)
  )
}
