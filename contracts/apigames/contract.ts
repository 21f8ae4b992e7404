import { createHash } from 'node:crypto'
import { credentials, provider as mock } from '@cekstatus/mocks/apigames'
import { type Contract, findFixture, type Interaction, type Outcome } from '../src/contract-types.ts'
import { createClient, wrongSecret } from './client.ts'

function request(reference: string, secretKey: string = credentials.secretKey): Interaction['request'] {
  const { merchantId } = credentials
  const signature = createHash('md5').update(`${merchantId}:${secretKey}:${reference}`).digest('hex')
  return {
    method: 'POST',
    path: '/v2/transaksi/status',
    body: { ref_id: reference, merchant_id: merchantId, signature },
  }
}

function transaction(outcome: Outcome, fixture: string, expected: Record<string, unknown>): Interaction {
  const reference = `${outcome}-001`
  return {
    outcome,
    title: `a purchase that is ${fixture}`,
    state: { scenario: outcome, reference },
    request: request(reference),
    fixture: findFixture(mock, fixture),
    references: { 'data.ref_id': reference },
    exact: ['status', 'data.status', 'data.sn'],
    typed: ['data.trx_id', 'data.destination', 'data.product_detail.name', 'data.product_detail.price_rp'],
    query: { merchantReference: reference },
    expected: { answer: { merchantReference: reference, ...expected } },
  }
}

const serialNumber = 'BSK.AFULP. RefId : 12067803053055289057'

export const contract: Contract = {
  provider: 'apigames',
  mock,
  createClient,
  neverSent: ['secretKey'],
  interactions: [
    transaction('success', 'sukses', { status: 'success', advice: 'fulfill', lines: [{ serialNumber }] }),
    transaction('partial', 'sukses-sebagian', { status: 'partial', lines: [{ serialNumber: null }] }),
    transaction('pending', 'pending', { status: 'pending', advice: 'wait' }),
    transaction('failed', 'gagal', { status: 'failed', advice: 'release', reason: 'error_require_login' }),
    {
      outcome: 'unauthorized',
      title: 'a purchase asked with a wrong signature',
      state: { scenario: 'documented', reference: 'sdfsdx2' },
      request: request('sdfsdx2', wrongSecret),
      fixture: findFixture(mock, 'invalid-signature'),
      references: {},
      exact: ['status', 'error_msg'],
      typed: [],
      query: { merchantReference: 'sdfsdx2' },
      variation: 'wrong-secret',
      expected: { error: { code: 'AUTHENTICATION' } },
    },
  ],
  exceptions: [
    { outcome: 'expired', reason: 'API Games lists exactly six status words and none of them means expired' },
    { outcome: 'not-found', reason: 'no page shows the answer for an unknown ref_id' },
  ],
}
