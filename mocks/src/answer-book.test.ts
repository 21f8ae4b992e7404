import { describe, expect, it } from 'vitest'
import { createAnswerBook } from './answer-book.ts'
import { fixtureBody } from './fixtures.ts'
import type { Fixture, ReferenceEntry } from './types.ts'

function fixture(name: string, merchantReference: string, changes: Partial<Fixture> = {}): Fixture {
  return {
    case: name,
    endpoint: 'status',
    provenance: { kind: 'documented', source: 'https://provider.example/status' },
    ask: { query: { merchantReference } },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: ['{', `"state": "${name}", "ref": "${merchantReference}"`, '}'],
    },
    expected: { error: { code: 'RESPONSE_INVALID' } },
    ...changes,
  }
}

const paid = fixture('paid', 'INV-1')
const late = fixture('late', 'INV-2')
const later = fixture('later', 'INV-2', { default: true })
const refused = fixture('refused', 'INV-1', {
  ask: { query: { merchantReference: 'INV-1' }, variation: 'wrong-key' },
})
const invented = fixture('invented', 'INV-3', {
  provenance: { kind: 'inferred', source: 'https://provider.example/status' },
})
const notFound = fixture('not-found', 'nothing', {
  response: { status: 404, headers: {}, body: ['{}'] },
})

function entry(scenario: ReferenceEntry['scenario'], name: string): ReferenceEntry {
  return {
    reference: `${scenario}-1`,
    field: 'merchantReference',
    scenario,
    fixture: name,
    provenance: 'documented',
    description: '',
  }
}

const answer = createAnswerBook({
  fixtures: [refused, late, later, paid, invented, notFound],
  references: [entry('success', 'paid'), entry('server-error', 'invented'), entry('unknown', 'late')],
  exceptions: [{ scenario: 'expired', reason: 'nothing expires here' }],
  notFound,
})

function ask(reference: string, word = reference) {
  return answer({ reference, word, replacements: { ref: reference } })
}

describe('createAnswerBook', () => {
  it('returns the sample of a documented reference byte for byte', () => {
    expect(ask('INV-1')).toMatchObject({
      body: fixtureBody(paid),
      provenance: { kind: 'documented' },
      because: 'the reference belongs to fixture "paid"',
    })
  })

  it('returns the default fixture for a shared reference', () => {
    expect(ask('INV-2').body).toBe(fixtureBody(later))
  })

  it.each(['success', 'success-1', 'success-001-x', 'paid-7'])(
    'takes the word that begins %s',
    (reference) => {
      expect(ask(reference)).toMatchObject({
        body: fixtureBody(paid).replace('INV-1', reference),
        provenance: { kind: 'documented, reference replaced' },
      })
    },
  )

  it('prefers the longer of two situations', () => {
    expect(ask('later-1').body).toContain('"state": "later"')
    expect(ask('late-r').body).toContain('"state": "late"')
  })

  it('reads the situation after the prefix and keeps the prefix in the response', () => {
    expect(ask('ID_success-1', 'success-1').body).toContain('"ref": "ID_success-1"')
  })

  it('keeps inferred provenance', () => {
    expect(ask('server-error-1').provenance.kind).toBe('inferred')
  })

  it('keeps documented provenance for a body without references', () => {
    expect(ask('not-found-1')).toMatchObject({ status: 404, provenance: { kind: 'documented' } })
  })

  it.each(['successful', 'SUCCESS-1', 'a-success-1', '', 'INV-9', 'toString', '__proto__'])(
    'returns the response to an unknown reference for "%s"',
    (reference) => {
      expect(ask(reference)).toMatchObject({
        status: 404,
        because: 'the reference is neither documented nor a situation',
      })
    },
  )

  it('names the reason for a missing scenario', () => {
    expect(ask('expired-1')).toMatchObject({
      status: 404,
      because: 'no scenario "expired" here: nothing expires here',
    })
  })

  it('rejects a reference to a missing fixture', () => {
    expect(() =>
      createAnswerBook({ fixtures: [paid], references: [entry('failed', 'lost')], exceptions: [], notFound }),
    ).toThrow('no fixture has the case "lost"')
  })
})
