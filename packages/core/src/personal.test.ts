import { describe, expect, it } from 'vitest'
import { maskPersonal } from './personal.ts'

describe('maskPersonal', () => {
  it.each([
    '081234567890',
    '0812-3456-7890',
    '0812 3456 7890',
    '+62 812-3456-789',
    '6281234567890',
    '62.812.3456.7890',
    '085712345',
  ])('cuts out the mobile number %s', (number) => {
    expect(maskPersonal(`Nomor ${number}, salah.`)).toBe('Nomor ***, salah.')
  })

  it.each([
    ['pay at https://pay.example/inv/abc?t=1#x now', 'pay at https://pay.example/*** now'],
    ['"HTTPS://pay.example/inv/abc"', '"HTTPS://pay.example/***"'],
    ['http://127.0.0.1:4101?token=abc', 'http://127.0.0.1:4101/***'],
    ['see https://docs.example', 'see https://docs.example'],
  ])('cuts %j after the host', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked)
  })

  it.each([
    'Transaction 101100012503031541003246 not found',
    'INV-081234567890',
    'T081234567890',
    '4019201',
    '2026-01-26T03:00:00+07:00',
    'Current ip: 10.62.81.234',
    'amount 0.81 of 628',
  ])('leaves %j alone', (text) => {
    expect(maskPersonal(text)).toBe(text)
  })
})
