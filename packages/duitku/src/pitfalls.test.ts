import { isCekStatusError } from '@cekstatus/core'
import { describe, expect, it } from 'vitest'
import { buildStatusRequest, parseStatusResponse, statusSignature } from './index.ts'
import { credentials, statusBody } from './test-bodies.ts'

const query = { merchantReference: 'abcde12345' }

function read(changes: Record<string, unknown> = {}) {
  return parseStatusResponse({ status: 200, headers: {}, body: statusBody(changes) }, query)
}

function codeOf(body: string, status = 200) {
  try {
    return parseStatusResponse({ status, headers: {}, body }, query).status
  } catch (error) {
    if (isCekStatusError(error)) return error.code
    throw error
  }
}

describe('pitfalls of https://docs.duitku.com/api/id/', () => {
  it('signs with HMAC-SHA256 unless MD5 is requested, though most examples use MD5', () => {
    const signatureOf = (context = {}) =>
      JSON.parse(buildStatusRequest(query, credentials, context).body ?? '').signature
    expect(signatureOf()).toMatch(/^[0-9a-f]{64}$/)
    expect(signatureOf({ signatureMethod: 'md5' })).toMatch(/^[0-9a-f]{32}$/)
  })

  it('sends no signature header, which belongs to the POP product', () => {
    expect(Object.keys(buildStatusRequest(query, credentials).headers)).toEqual(['accept', 'content-type'])
  })

  it('reads 01 as pending, though it means failed in a callback', () => {
    expect(read({ statusCode: '01' })).toMatchObject({ status: 'pending', final: false, advice: 'wait' })
  })

  it('reads an undocumented code as unknown, though the official SDK reads it as failed', () => {
    expect(read({ statusCode: '03' })).toMatchObject({ status: 'unknown', advice: 'review' })
  })

  it('ignores statusMessage', () => {
    expect(read({ statusCode: '01', statusMessage: 'SUCCESS' }).status).toBe('pending')
    expect(read({ statusCode: '03', statusMessage: 'SUCCESS' }).status).toBe('unknown')
    expect(read({ statusMessage: 'FAILED' }).status).toBe('success')
  })

  it('rejects the response of the create call, whose 00 means only that the invoice was made', () => {
    const created = {
      merchantCode: 'D0001',
      reference: 'DXXXXCX80TZJ85Q70QCI',
      paymentUrl: 'https://sandbox.duitku.com/topup/topupdirectv2.aspx?ref=BCA7WZ7EIDXXXXWEC',
      vaNumber: '7007014001444348',
      amount: '40000',
      statusCode: '00',
      statusMessage: 'SUCCESS',
    }
    expect(codeOf(JSON.stringify(created))).toBe('RESPONSE_INVALID')
    expect(codeOf(JSON.stringify({ ...created, merchantOrderId: 'abcde12345' }))).toBe('RESPONSE_INVALID')
  })

  it('does not read the resultCode of a callback', () => {
    const callback = {
      merchantOrderId: 'abcde12345',
      amount: '150000',
      resultCode: '00',
      reference: 'DXXXXCX80TZJ85Q70QCI',
    }
    expect(codeOf(JSON.stringify(callback))).toBe('unknown')
    expect(codeOf(new URLSearchParams(callback).toString())).toBe('RESPONSE_INVALID')
  })

  it('never reads HTTP 404 as an order that does not exist', () => {
    expect(codeOf('{"Message":"Merchant not found"}', 404)).toBe('AUTHENTICATION')
    expect(codeOf('{"Message":"Transaction not found"}', 404)).toBe('REJECTED')
    expect(codeOf('Transaction not found', 404)).toBe('RESPONSE_INVALID')
  })

  it('rejects the other invoice of an order where the reference is known', () => {
    const response = { status: 200, headers: {}, body: statusBody() }
    const parse = () => parseStatusResponse(response, { ...query, providerReference: 'DXXXXOLD' })
    expect(parse).toThrow(expect.objectContaining({ code: 'RESPONSE_MISMATCH', field: 'reference' }))
  })

  it('has status signatures that are also those of creations and callbacks, as nothing separates the parts', () => {
    // The creation of order abcde12345 over 40000, and the callback of the same order over 150000.
    expect(statusSignature('abcde1234540000', credentials)).toBe(
      '64b666a82c8287ed087902d4368041265fd141c61180b44b6419854bc3b5196d',
    )
    expect(statusSignature('150000abcde12345', credentials)).toBe(
      '4897b408fd8e4ccdcf93308a92ee48e17b8dafcf78221aa362c911aa6f2530f0',
    )
  })
})
