import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import vectorFile from '../vectors/midtrans.json' with { type: 'json' }
import { buildStatusRequest } from './index.ts'

const credentials = { serverKey: 'SB-Mid-server-abc123cde456' }
const urlOf = (query: Parameters<typeof buildStatusRequest>[0]) => buildStatusRequest(query, credentials).url

describe('buildStatusRequest', () => {
  it('sends the provider reference where both are passed', () => {
    expect(urlOf({ merchantReference: 'INV-001', providerReference: '57d5293c' })).toBe(
      'https://api.midtrans.com/v2/57d5293c/status',
    )
  })

  it('accepts every character that the page allows in an order_id', () => {
    const merchantReference = 'INV_2026~01.A-7'
    expect(urlOf({ merchantReference })).toBe('https://api.midtrans.com/v2/INV_2026~01.A-7/status')
  })

  it.each(['INV#1', 'INV/1', 'INV 1', 'INV:1', 'é', 'INV%2F1'])(
    'rejects the merchant reference %j unless a provider reference is sent',
    (merchantReference) => {
      expect(() => urlOf({ merchantReference })).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', field: 'merchantReference' }),
      )
      expect(urlOf({ merchantReference, providerReference: '57d5293c' })).toContain('/57d5293c/')
    },
  )
})

describe('vectors', () => {
  const [basic, ...notifications] = vectorFile.vectors

  it('have the header of the page first', () => {
    const { headers } = buildStatusRequest({ merchantReference: 'INV-001' }, credentials)
    expect(basic?.inputs.serverKey).toBe(credentials.serverKey)
    expect(headers.authorization).toBe(`Basic ${basic?.expected.value}`)
  })

  it.each(notifications)(
    '$name: the signature_key follows from the inputs',
    ({ inputs, intermediate, expected }) => {
      const { orderId, statusCode, grossAmount, serverKey } = inputs
      expect(intermediate.stringToSign).toBe(`${orderId}${statusCode}${grossAmount}${serverKey}`)
      expect(createHash('sha512').update(intermediate.stringToSign).digest('hex')).toBe(expected.value)
    },
  )
})
