import { createHash } from 'node:crypto'
import { credentials, provider as mock } from '@cekstatus/mocks/digiflazz'
import { type Contract, findFixture, type Interaction, type Outcome } from '../src/contract-types.ts'
import { createClient, orderOf, wrongKey } from './client.ts'

function request(reference: string, apiKey: string = credentials.apiKey): Interaction['request'] {
  const { username } = credentials
  const { productCode, target } = orderOf(reference)
  const sign = createHash('md5').update(`${username}${apiKey}${reference}`).digest('hex')
  return {
    method: 'POST',
    path: '/v1/transaction',
    body: { username, buyer_sku_code: productCode, customer_no: target, ref_id: reference, sign },
  }
}

function references(reference: string): Interaction['references'] {
  const { productCode, target } = orderOf(reference)
  return { 'data.ref_id': reference, 'data.buyer_sku_code': productCode, 'data.customer_no': target }
}

function transaction(outcome: Outcome, fixture: string, expected: Record<string, unknown>): Interaction {
  const reference = `${outcome}-001`
  return {
    outcome,
    title: `an order that is ${fixture}`,
    state: { scenario: outcome, reference } as Interaction['state'],
    request: request(reference),
    fixture: findFixture(mock, fixture),
    references: references(reference),
    exact: ['data.status', 'data.rc'],
    typed: ['data.message', 'data.price'],
    query: { merchantReference: reference },
    expected: { answer: { merchantReference: reference, ...expected } },
  }
}

function refusal(code: string, title: string, errorCode: string): Interaction {
  const reference = `rc-${code}-001`
  return {
    outcome: 'refusal',
    title,
    state: { scenario: 'documented', reference },
    request: request(reference),
    fixture: findFixture(mock, `rc-${code}`),
    references: {},
    exact: ['data.status', 'data.rc'],
    typed: ['data.message'],
    query: { merchantReference: reference },
    expected: { error: { code: errorCode } },
  }
}

const delivered = transaction('success', 'sukses', {
  status: 'success',
  advice: 'fulfill',
  lines: [{ serialNumber: '1234567890' }],
})

export const contract: Contract = {
  provider: 'digiflazz',
  mock,
  createClient,
  neverSent: ['apiKey', 'developmentKey'],
  interactions: [
    { ...delivered, exact: [...delivered.exact, 'data.sn'] },
    transaction('pending', 'pending', { status: 'pending', advice: 'wait' }),
    transaction('failed', 'gagal', { status: 'failed', advice: 'release', reason: 'Transaksi Gagal' }),
    refusal('49', 'a reference that belongs to another order', 'REJECTED'),
    refusal('85', 'an order that is asked about too often', 'RATE_LIMITED'),
    {
      outcome: 'unauthorized',
      title: 'an order signed with a wrong key',
      state: { scenario: 'documented', reference: 'test1' },
      request: request('test1', wrongKey),
      fixture: findFixture(mock, 'rc-41'),
      references: {},
      exact: ['data.status', 'data.rc'],
      typed: ['data.message'],
      query: { merchantReference: 'test1' },
      variation: 'wrong-secret',
      expected: { error: { code: 'AUTHENTICATION' } },
    },
  ],
  exceptions: [
    { outcome: 'partial', reason: 'the page lists three status words, none of which means a part' },
    { outcome: 'expired', reason: 'the page lists three status words, none of which means expired' },
    { outcome: 'not-found', reason: 'a reference that Digiflazz does not know is not refused but ordered' },
  ],
}
