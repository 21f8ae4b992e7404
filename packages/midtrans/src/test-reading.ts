import { isCekStatusError, type ParseOptions } from '@cekstatus/core'
import { type MidtransQuery, parseStatusResponse } from './index.ts'

export const settledQuery: MidtransQuery = { merchantReference: 'Postman-1578568851' }
export const refundQuery: MidtransQuery = { merchantReference: 'example-1424936368' }
export const danaQuery: MidtransQuery = { providerReference: '78068ef3-e797-4eef-945e-e8516a312916' }

export function read(body: string, query: MidtransQuery = settledQuery, options: ParseOptions = {}) {
  return parseStatusResponse({ status: 200, headers: {}, body }, query, options)
}

export function errorOf(status: number, body: string, query: MidtransQuery = settledQuery) {
  try {
    parseStatusResponse({ status, headers: {}, body }, query)
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('no error')
}
