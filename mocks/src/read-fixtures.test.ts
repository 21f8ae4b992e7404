import { describe, expect, it } from 'vitest'
import { readFixtures } from './read-fixtures.ts'

const page = {
  case: 'paid',
  scenario: 'success',
  description: 'Paid',
  sample: "The page's sample",
  provenance: {
    kind: 'documented',
    source: 'https://acme.example/status',
    note: 'Printed without a status.',
  },
  ask: { query: { merchantReference: 'INV-1', providerReference: 'TX9', kind: 'payment' } },
  response: {
    status: 200,
    body: ['{ "id": "TX9",', '  "ref" : "INV-1", "state":"paid", "lines": [{ "n": 1.50 }] }'],
  },
  expected: {
    transaction: {
      merchantReference: 'INV-1',
      providerReference: 'TX9',
      status: 'success',
      lines: [{ id: 'a' }],
    },
  },
}

const names = { members: { merchantReference: 'ref', providerReference: 'id' }, idPrefix: 'TX' } as const

function read(...entries: readonly object[]) {
  return readFixtures('status', [page, ...entries], names)
}

describe('readFixtures', () => {
  const { fixtures, references } = read({
    case: 'lapsed',
    scenario: 'expired',
    description: 'Not paid in time',
    basedOn: 'paid',
    response: { status: 202 },
    set: { state: 'lapsed', 'lines.0.n': null },
    provenance: { note: 'The page lists the word without a body.' },
    expected: { transaction: { status: 'expired', 'lines.0.id': 'b' } },
  })
  const [paid, lapsed] = fixtures

  it('derives a body by its references and the given values, every other byte kept', () => {
    expect(lapsed?.response).toEqual({
      status: 202,
      headers: { 'content-type': 'application/json' },
      body: [
        '{ "id": "TXexpired-001",',
        '  "ref" : "expired-001", "state":"lapsed", "lines": [{ "n": null }] }',
      ],
    })
  })

  it('derives query, provenance and expected transaction from the base', () => {
    expect(lapsed?.ask).toEqual({ query: { merchantReference: 'expired-001', kind: 'payment' } })
    expect(lapsed?.provenance).toEqual({
      kind: 'inferred',
      source: 'https://acme.example/status',
      note: 'The page lists the word without a body.',
    })
    const [base, derived] = [paid, lapsed].map((fixture) => fixture?.expected as { transaction: object })
    expect(derived?.transaction).toEqual({
      ...base?.transaction,
      merchantReference: 'expired-001',
      providerReference: 'TXexpired-001',
      status: 'expired',
      lines: [expect.objectContaining({ id: 'b', serialNumber: null })],
    })
  })

  it('lists the references of the page first, then one per situation', () => {
    expect(
      references.map(({ reference, scenario, provenance }) => [reference, scenario, provenance]),
    ).toEqual([
      ['INV-1', null, 'documented'],
      ['TX9', null, 'documented'],
      ['success-001', 'success', 'documented, reference replaced'],
      ['expired-001', 'expired', 'inferred'],
    ])
  })

  it('rejects a path that the base does not have, and a base that is not there', () => {
    const misspelt = { case: 'lapsed', basedOn: 'paid', set: { stat: 'lapsed' } }
    expect(() => read(misspelt)).toThrow('fixture "lapsed" sets "stat", which "paid" does not have')
    expect(() => read({ case: 'lapsed', basedOn: 'pait' })).toThrow('no fixture has the case "pait"')
  })
})
