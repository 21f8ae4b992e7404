import { createPublicKey } from 'node:crypto'
import { jsonAnswer } from '../src/answers.ts'
import type { MockAnswer, MockRequest } from '../src/types.ts'
import { credentials } from './credentials.ts'
import { findMissingHeader, isTimestamp, readHeader, readMembers, timestampRule } from './read-request.ts'
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

const isSigned = (request: MockRequest): boolean =>
  isRsaSignatureValid(
    readHeader(request, 'X-SIGNATURE'),
    buildTokenStringToSign(readHeader(request, 'X-CLIENT-KEY'), readHeader(request, 'X-TIMESTAMP')),
    publicKey,
  )

const tokenAnswer = (accessToken: string): MockAnswer =>
  jsonAnswer(
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

/** Presence of the headers, client and signature, form of the time, body: checked in this order. */
export const answerTokenRequest = (request: MockRequest, tokens: TokenDesk): MockAnswer => {
  const missing = findMissingHeader(request, mandatoryHeaders)
  if (missing) return invalidMandatoryField(service, missing)
  if (readHeader(request, 'X-CLIENT-KEY') !== credentials.partnerId) {
    return unauthorizedTokenRequest('X-CLIENT-KEY names another merchant')
  }
  if (!isSigned(request)) return unauthorizedTokenRequest('X-SIGNATURE is wrong')
  if (!isTimestamp(readHeader(request, 'X-TIMESTAMP'))) {
    return invalidFieldFormat(service, 'X-TIMESTAMP', timestampRule)
  }
  const members = readMembers(request.body)
  if (!members) return badRequest(service)
  const grantType = members.grantType ?? ''
  if (grantType === '') return invalidMandatoryField(service, 'grantType')
  if (grantType !== 'client_credentials') {
    return invalidFieldFormat(service, 'grantType', 'is not client_credentials')
  }
  return tokenAnswer(tokens.issue())
}
