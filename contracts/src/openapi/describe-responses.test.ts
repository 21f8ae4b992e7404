import type { ErrorRow } from '@cekstatus/core/provider'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Answer, Api, Body, Operation } from './api.ts'
import { describeResponses } from './describe-responses.ts'

const body: Body = { name: 'Answer', description: 'An answer.', schema: z.object({}), fields: {} }

const row = (httpStatus: string, answer: string, code: ErrorRow['code']): ErrorRow => ({
  httpStatus,
  answer,
  code,
  source: 'https://example.com',
  example: { status: 400, body: '' },
})

const answer = (status: number, headers: Record<string, string> = {}): Answer => ({
  name: `answer-${status}`,
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: '{}',
  provenance: { kind: 'documented', source: 'https://example.com' },
  expected: null,
})

function describeOf(
  errorMap: readonly ErrorRow[],
  answers: readonly Answer[],
  refusesUnderSuccess = false,
  repeatable = true,
) {
  const operation = { success: body, refusal: { ...body, name: 'Refusal' }, errorMap, refusesUnderSuccess }
  const api = { capabilities: { repeatable } } as Api
  return describeResponses(api, operation as unknown as Operation, answers) as Record<
    string,
    Record<string, unknown> & {
      'x-cekstatus-errors'?: { answer: string; error: string; retryable: boolean }[]
    }
  >
}

function readingsOf(responses: ReturnType<typeof describeOf>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { 'x-cekstatus-errors': rows = [] }]) => [
      status,
      rows.map(({ answer: text, error }) => `${text}: ${error}`),
    ]),
  )
}

describe('the responses of an operation', () => {
  it('are those of the answers and of the error table, each with the rows that can apply to it', () => {
    const errorMap = [
      row('429', 'Too many', 'RATE_LIMITED'),
      row('5xx', 'anything', 'PROVIDER_UNAVAILABLE'),
      row('401, 403', 'any other JSON (not documented)', 'AUTHENTICATION'),
      row('404, or 2xx with `status: 404`', 'Not found', 'NOT_FOUND'),
      row('other 4xx', 'any other JSON', 'REJECTED'),
    ]
    expect(readingsOf(describeOf(errorMap, [answer(200), answer(503)]))).toEqual({
      '200': ['Not found: NOT_FOUND'],
      '401': ['any other JSON (not documented): AUTHENTICATION'],
      '403': ['any other JSON (not documented): AUTHENTICATION'],
      '404': ['Not found: NOT_FOUND', 'any other JSON: REJECTED'],
      '429': ['Too many: RATE_LIMITED'],
      '4XX': ['any other JSON: REJECTED'],
      '503': ['anything: PROVIDER_UNAVAILABLE'],
      '5XX': ['anything: PROVIDER_UNAVAILABLE'],
    })
  })

  it('have the rows of every status where a row is about any', () => {
    const errorMap = [row('any', 'denied', 'AUTHENTICATION'), row('4xx', 'the rest', 'REJECTED')]
    expect(readingsOf(describeOf(errorMap, [answer(200)]))).toEqual({
      '200': ['denied: AUTHENTICATION'],
      '4XX': ['denied: AUTHENTICATION', 'the rest: REJECTED'],
    })
  })

  it.each([true, false])('invite to ask again only where that may be done: %s', (repeatable) => {
    const errorMap = [row('503', 'anything', 'PROVIDER_UNAVAILABLE')]
    const { '503': response } = describeOf(errorMap, [], false, repeatable)
    expect(response?.['x-cekstatus-errors']?.map(({ retryable }) => retryable)).toEqual([repeatable])
  })

  it('have a schema where an answer was shown, and nothing about the body elsewhere', () => {
    const responses = describeOf([row('500', 'anything', 'PROVIDER_UNAVAILABLE')], [answer(200), answer(404)])
    const schemaOf = (status: string) =>
      (responses[status]?.content as { 'application/json': { schema: unknown } } | undefined)?.[
        'application/json'
      ].schema
    expect([schemaOf('200'), schemaOf('404'), schemaOf('500')]).toEqual([
      { $ref: '#/components/schemas/Answer' },
      { $ref: '#/components/schemas/Refusal' },
      undefined,
    ])
  })

  it('leave a choice where refusals also come under 200', () => {
    const { '200': response } = describeOf([], [answer(200)], true)
    expect(response?.content).toMatchObject({
      'application/json': {
        schema: {
          anyOf: [{ $ref: '#/components/schemas/Answer' }, { $ref: '#/components/schemas/Refusal' }],
        },
      },
    })
  })

  it('name the headers that answers carry', () => {
    const { '429': response } = describeOf([], [answer(429, { 'retry-after': '45' })])
    expect(response?.headers).toEqual({ 'retry-after': { schema: { type: 'string' }, example: '45' } })
  })
})
