import { describe, expect, it } from 'vitest'
import { redactTransaction } from './redact.ts'
import { readStatusResponse } from './response/parse.ts'
import { acme, acmeBody } from './test-provider.ts'
import type { Transaction, TransactionLine } from './transaction.ts'

const line: TransactionLine = {
  id: '1',
  name: 'Pulsa for 081234567890',
  providerReference: 'H2H-1',
  status: 'failed',
  providerStatus: 'failed',
  reason: 'number 081234567890 is not active, see https://pay.example/x?token=canary now',
  target: '081234567890',
  quantity: { ordered: 1, delivered: 0, remaining: 1, start: null },
  serialNumber: 'SN-081234567890-77',
  license: 'user|secret-pass',
  amount: { value: '5000.00', currency: 'IDR' },
  refund: null,
}

const now = () => new Date(0)

function sample(): Transaction {
  const response = {
    status: 200,
    headers: {},
    body: acmeBody({ customer: 'Rina', pay_url: 'https://pay.example' }),
  }
  const transaction = readStatusResponse(response, { merchantReference: 'INV-001' }, { now }, acme)
  const reason = 'user|secret-pass was refused'
  return {
    ...transaction,
    reason,
    lines: [line, { ...line, target: '7', license: null, reason: null, name: 'x7' }],
  }
}

describe('redactTransaction', () => {
  it.each(['http://pay.example/x', 'HTTPS://PAY.EXAMPLE/x?token=1', 'https://pay.example'])(
    'masks the link %s',
    (link) => {
      const transaction = { ...sample(), reason: `pay at ${link} now, or at ${link}` }
      expect(redactTransaction(transaction).reason).toBe('pay at *** now, or at ***')
    },
  )

  it('masks licenses, targets and links wherever they occur', () => {
    const { reason, lines } = redactTransaction(sample())
    expect(reason).toBe('*** was refused')
    expect(lines[0]).toEqual({
      ...line,
      name: 'Pulsa for ***',
      reason: 'number *** is not active, see *** now',
      target: '***',
      serialNumber: 'SN-***-77',
      license: '***',
    })
    expect(lines[1]).toMatchObject({ target: '***', license: null, reason: null, name: 'x7' })
  })

  it('removes raw', () => {
    const redacted = redactTransaction(sample())
    expect('raw' in redacted).toBe(false)
    expect(JSON.stringify(redacted)).not.toMatch(/081234567890|secret-pass|Rina|pay\.example|canary/)
  })

  it('keeps all other fields', () => {
    const { raw: _raw, reason: _reason, lines: _lines, ...rest } = sample()
    expect(redactTransaction(sample())).toMatchObject(rest)
  })

  it('does not change the transaction', () => {
    const transaction = sample()
    redactTransaction(transaction)
    expect(transaction).toEqual(sample())
  })
})
