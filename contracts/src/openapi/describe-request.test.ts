import { describe, expect, it } from 'vitest'
import { api as apigames } from '../../apigames/openapi.ts'
import { api as paystrator } from '../../paystrator/openapi.ts'
import { api as smilepay } from '../../smilepay/openapi.ts'
import { findContract } from '../load-contracts.ts'
import type { Api, Operation } from './api.ts'
import { describeRequest } from './describe-request.ts'

const mocks = {
  apigames: (await findContract('apigames')).mock,
  paystrator: (await findContract('paystrator')).mock,
  smilepay: (await findContract('smilepay')).mock,
}

/** The status call of a provider, changed. */
function operationOf({ operations }: Api, changes: Partial<Operation> = {}): Operation {
  const operation = operations.find(({ purpose }) => purpose === 'status')
  if (operation === undefined) throw new Error('there is no status call')
  return { ...operation, ...changes }
}

describe('the request of an operation', () => {
  it('shows what the client sends', () => {
    expect(describeRequest(smilepay, operationOf(smilepay), mocks.smilepay)).toMatchObject({
      parameters: [
        { name: 'X-TIMESTAMP', example: '2026-01-26T10:00:00+07:00' },
        { name: 'X-PARTNER-ID', example: 'sandbox-10001' },
        { name: 'X-EXTERNAL-ID', example: '10000000000000000000000000000001' },
        { name: 'CHANNEL-ID', example: '95221' },
        { name: 'ORIGIN', required: false },
      ],
      requestBody: {
        content: { 'application/json': { example: { tradeType: 2, orderNo: 'D_1740470950370' } } },
      },
    })
  })

  it.each([
    ['a header', smilepay, mocks.smilepay, { parameters: [] }, 'header x-timestamp,header x-partner-id'],
    ['a credential', paystrator, mocks.paystrator, { security: [['authorization']] }, 'publicaccesstoken'],
    ['a parameter of the query', paystrator, mocks.paystrator, { parameters: [] }, 'query id'],
    [
      'a field of the body',
      apigames,
      mocks.apigames,
      { body: { name: 'Asked', schema: { properties: { ref_id: {} } } } },
      'Asked does not name what the client sends: merchant_id,signature',
    ],
    ['its path', apigames, mocks.apigames, { path: '/v2/status' }, 'asks /v2/transaksi/status'],
    ['its purpose', apigames, mocks.apigames, { purpose: 'buy' }, 'explains no request for "buy"'],
  ] as const)(
    'is not described where the operation does not name %s',
    (_what, api, mock, changes, problem) => {
      expect(() => describeRequest(api, operationOf(api, changes), mock)).toThrow(problem)
    },
  )
})
