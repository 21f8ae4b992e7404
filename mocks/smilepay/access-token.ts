import { createPublicKey } from 'node:crypto'
import { answerWithFixture, jsonAnswer } from '../src/answers.ts'
import { fixtureOf } from '../src/fixtures.ts'
import { readMembers } from '../src/json-members.ts'
import type { SituationChooser } from '../src/situation/situation.ts'
import type { MockAnswer, MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { fixtures } from './fixtures.ts'
import { readMerchantSession } from './read-call.ts'
import { type FindTimestampFault, findMissingHeader, readHeader } from './read-request.ts'
import {
  badRequest,
  invalidFieldFormat,
  invalidMandatoryField,
  unauthorizedTokenRequest,
} from './refusals.ts'
import { type TokenDesk, tokenLifetimeSeconds } from './token-desk.ts'
import { buildTokenStringToSign, isRsaSignatureValid } from './verify-signature.ts'

const service = '73'

const mandatoryHeaders = ['Content-Type', 'X-TIMESTAMP', 'X-CLIENT-KEY', 'X-SIGNATURE']

const publicKey = createPublicKey(credentials.privateKey)

function isSigned(request: MockRequest): boolean {
  return isRsaSignatureValid(
    readHeader(request, 'X-SIGNATURE'),
    buildTokenStringToSign(readHeader(request, 'X-CLIENT-KEY'), readHeader(request, 'X-TIMESTAMP')),
    publicKey,
  )
}

function tokenAnswer(accessToken: string): MockAnswer {
  return jsonAnswer(
    200,
    {
      responseCode: '2007300',
      responseMessage: 'Successful',
      accessToken,
      tokenType: 'Bearer',
      expiresIn: String(tokenLifetimeSeconds),
      additionalInfo: null,
    },
    {
      kind: 'inferred',
      source: 'https://docs.smilepay.id/token',
      note: 'The fields are those of the page, laid out as in a sample of the vendor’s demo; the token is made at run time.',
    },
    'the token request is signed with the right key',
  )
}

/** Situations of the whole service, and the inquiry's fixture for each; the others are about one order and leave tokens alone. */
const serviceSituations: ReadonlyMap<string, string> = new Map([
  ['unauthorized', 'invalid-signature'],
  ['invalid-signature', 'invalid-signature'],
  ['server-error', 'server-error'],
  ['timeout', 'timeout'],
  ['too-many-requests', 'too-many-requests'],
  ['merchant-blacklisted', 'merchant-blacklisted'],
])

/**
 * The refusal of a token where everything is in such a situation: the inquiry's, with the token's service code.
 * No step of a timeline is taken, because its steps count inquiries. Null where a token is issued.
 */
function answerTokenSituation(situations: SituationChooser): MockAnswer | null {
  const choice = situations.peek()
  const fixtureCase = choice && serviceSituations.get(choice.own?.basedOn ?? choice.situation)
  if (!choice || !fixtureCase) return null
  const answer = answerWithFixture(fixtureOf(fixtures, fixtureCase), choice.because)
  return {
    ...answer,
    body: answer.body.replace(/("responseCode": "\d{3})92/, '$173'),
    provenance: { ...answer.provenance, note: 'The inquiry\u2019s code with the service code of the token.' },
    rule: choice.rule,
    situation: choice.situation,
  }
}

/** What one engine remembers between requests for a token. */
export interface TokenState {
  tokens: TokenDesk
  findTimestampFault: FindTimestampFault
}

/** Presence of the headers, client and signature, form of the time, body, situation: checked in this order. */
export function answerTokenRequest(
  request: MockRequest,
  { tokens, findTimestampFault }: TokenState,
  situations: SituationChooser,
): MockAnswer {
  const missing = findMissingHeader(request, mandatoryHeaders)
  if (missing) return invalidMandatoryField(service, missing)
  const clientKey = readHeader(request, 'X-CLIENT-KEY')
  if (readMerchantSession(clientKey) === undefined) {
    return unauthorizedTokenRequest('X-CLIENT-KEY names another merchant')
  }
  if (!isSigned(request)) return unauthorizedTokenRequest('X-SIGNATURE is wrong')
  const timestampFault = findTimestampFault(readHeader(request, 'X-TIMESTAMP'))
  if (timestampFault) return invalidFieldFormat(service, 'X-TIMESTAMP', timestampFault)
  const members = readMembers(request.body)
  if (!members) return badRequest(service)
  const grantType = members.grantType ?? ''
  if (grantType === '') return invalidMandatoryField(service, 'grantType')
  if (grantType !== 'client_credentials') {
    return invalidFieldFormat(service, 'grantType', 'is not client_credentials')
  }
  return answerTokenSituation(situations) ?? tokenAnswer(tokens.issue(clientKey))
}
