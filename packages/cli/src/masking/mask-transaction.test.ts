import type { Transaction } from '@cekstatus/core'
import { isRecord } from '@cekstatus/core/provider'
import { mockProviders } from '@cekstatus/mocks'
import { describe, expect, it } from 'vitest'
import { loadProvider, providerNames } from '../providers/load-provider.ts'
import { paymenkuBody } from '../test-bodies.ts'
import { maskForeignText, maskTransaction } from './mask-transaction.ts'
import { isTellingName } from './telling-names.ts'

const canary = 'Canary Nightingale'

/** Puts the canary into every text below the paths. */
function plant(value: unknown, path: string, fields: readonly string[], inside = false): unknown {
  const here = inside || fields.includes(path)
  if (Array.isArray(value)) return value.map((item) => plant(item, `${path}[]`, fields, here))
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        plant(item, path === '' ? name : `${path}.${name}`, fields, here),
      ]),
    )
  }
  return here && typeof value === 'string' && value !== '' ? canary : value
}

const cases = mockProviders.flatMap(({ name, fixtures }) =>
  fixtures
    .filter(({ expected }) => 'transaction' in expected)
    .map((fixture) => ({ name, title: `${name} ${fixture.case}`, fixture })),
)

describe('maskTransaction', () => {
  it('is tried with every provider', () => {
    expect([...new Set(cases.map(({ name }) => name))].sort()).toEqual(providerNames)
  })

  it.each(cases)(
    'hides what is personal in $title, and nothing that says what happened',
    async ({ name, fixture }) => {
      const { description, parseStatusResponse } = await loadProvider(name)
      const body = plant(
        JSON.parse(fixture.response.body.join('\n')),
        '',
        description.personalFields,
      ) as Record<string, unknown>
      // As a provider may do tomorrow: fields that nobody documents, and sentences around personal data.
      body.customer_phone = canary
      body.note_of_tomorrow = `for ${canary}, +6281234567890, budi@contoh.co.id, https://pay.example/x`
      const response = { status: 200, headers: {}, body: JSON.stringify(body) }
      // What else was asked stands in the body too, where it is planted over.
      const { merchantReference, providerReference, kind } = fixture.ask.query
      const query = { merchantReference, providerReference, kind }
      const transaction = parseStatusResponse(response, query as never)
      const masked = maskTransaction(transaction, description.personalFields)
      const text = JSON.stringify(masked)
      for (const personal of [canary, '81234567890', 'budi@', 'pay.example'])
        expect(text).not.toContain(personal)
      const { raw: _raw, lines, warnings, ...facts } = masked
      const {
        raw: _original,
        lines: originalLines,
        warnings: originalWarnings,
        ...originalFacts
      } = transaction
      expect(Object.keys(masked)).toEqual(Object.keys(transaction))
      expect({ ...facts, reason: null }).toEqual({ ...originalFacts, reason: null })
      expect(lines.map(({ status, amount, quantity }) => ({ status, amount, quantity }))).toEqual(
        originalLines.map(({ status, amount, quantity }) => ({ status, amount, quantity })),
      )
      expect(warnings.map(({ code, field }) => [code, field])).toEqual(
        originalWarnings.map(({ code, field }) => [code, field]),
      )
    },
  )

  it('hides a value wherever it is repeated, in any form', async () => {
    const { parseStatusResponse, description } = await loadProvider('paymenku')
    const body = JSON.parse(paymenkuBody({ customer_name: 'Siti Rahmawati' }))
    body.data.remark = 'pembayaran oleh SITI RAHMAWATI'
    body.data.encoded = Buffer.from('Siti Rahmawati').toString('base64')
    body.data.account = [{ 'Siti Rahmawati': 1 }]
    const transaction = parseStatusResponse({ status: 200, headers: {}, body: JSON.stringify(body) }, {
      merchantReference: 'INV-001',
    } as never)
    const text = JSON.stringify(maskTransaction(transaction, description.personalFields))
    expect(text).not.toMatch(/rahmawati/i)
    expect(text).not.toContain(body.data.encoded)
  })

  it('keeps a reference that looks like a phone number', async () => {
    const { parseStatusResponse, description } = await loadProvider('paymenku')
    const body = paymenkuBody({
      reference_id: '081234567890',
      trx_note: 'order 081234567890 for 089876543210',
    })
    const transaction: Transaction = parseStatusResponse({ status: 200, headers: {}, body }, {
      merchantReference: '081234567890',
    } as never)
    const masked = maskTransaction(transaction, description.personalFields)
    expect(masked.merchantReference).toBe('081234567890')
    expect(JSON.stringify(masked.raw)).toContain('"reference_id":"081234567890"')
    expect(JSON.stringify(masked.raw)).toContain('order 081234567890 for ***')
  })
})

describe('maskTransaction of long texts', () => {
  it.each(['note', 'customer_name', 'pay_url'])(
    'masks a response with 900,000 letters in %s',
    async (name) => {
      const { parseStatusResponse, description } = await loadProvider('paymenku')
      const body = paymenkuBody({ [name]: 'a'.repeat(900_000), remark: 'for x@y.id' })
      const query = { merchantReference: 'INV-001' }
      const transaction = parseStatusResponse({ status: 200, headers: {}, body }, query as never)
      const masked = JSON.stringify(maskTransaction(transaction, description.personalFields).raw)
      expect(masked).toContain('"for ***"')
      expect(masked.includes('aaa')).toBe(name === 'note')
    },
  )
})

describe('isTellingName', () => {
  it.each(['customer_email', 'payUrl', 'vaNumber', 'va_number', 'account-no', 'qrString', 'PIN', 'deeplink'])(
    'finds %s',
    (name) => expect(isTellingName(name)).toBe(true),
  )
  it.each(['status', 'amount', 'product_name', 'code', 'created_at', 'shipping', 'curly'])(
    'leaves %s',
    (name) => expect(isTellingName(name)).toBe(false),
  )
})

describe('maskForeignText', () => {
  it('masks links, mail addresses and phone numbers in a message', () => {
    expect(maskForeignText('see https://a.example/b, ask x@y.id or 08123456789')).toBe(
      'see *** ask *** or ***',
    )
    expect(maskForeignText('Transaction not found')).toBe('Transaction not found')
    expect(maskForeignText('a@b, @c.id, ://x, 1@2.3.')).toBe('a@b, @c.id, ://x, ***.')
  })

  it.each(['a', 'a-', '@', 'a@', 'a@b.', 'é.', '://', 'x:// ', '08'])(
    'masks what follows 900,000 characters of %j',
    (piece) => {
      const long = piece.repeat(Math.ceil(900_000 / piece.length))
      expect(maskForeignText(`${long} https://a.example/b`).endsWith('***')).toBe(true)
      expect(maskForeignText(`${long} x@y.id`).endsWith(' ***')).toBe(true)
    },
  )
})
