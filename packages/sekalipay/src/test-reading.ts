import { isCekStatusError, type ParseOptions, type Transaction } from '@cekstatus/core'
import type { SekalipayQuery } from './index.ts'
import { parseStatusResponse, type SekalipayResponse } from './index.ts'

/** Reads a body that arrived under HTTP 200. */
export function read(
  body: string,
  options: ParseOptions = {},
  query: SekalipayQuery = { merchantReference: 'INV-001' },
): Transaction<SekalipayResponse> {
  return parseStatusResponse({ status: 200, headers: {}, body }, query, options)
}

/** The warnings of an answer, as `CODE field`. */
export function warningsOf(body: string): string[] {
  return read(body).warnings.map(({ code, field }) => `${code} ${field}`)
}

/** The error that a response must become. */
export function errorOf(
  status: number,
  body: string,
  query: SekalipayQuery = { merchantReference: 'INV-001' },
) {
  try {
    parseStatusResponse({ status, headers: {}, body }, query)
  } catch (error) {
    if (isCekStatusError(error)) return error
    throw error
  }
  throw new Error('expected an error, got an answer')
}
