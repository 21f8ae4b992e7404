import { STATUS_CODES } from 'node:http'
import { statusInfo } from '@cekstatus/core'
import type { ErrorRow } from '@cekstatus/core/provider'
import { safeParse } from 'zod'
import { readError } from './answers.ts'
import type { Answer, Api, Operation } from './api.ts'
import { describeBody, type FieldNotes, nothingToNote } from './describe-body.ts'
import type { Json, JsonObject } from './json.ts'

/** The component schemas of an operation's bodies, from its zod schemas and its answers. */
export function describeBodies(api: Api, operation: Operation, answers: readonly Answer[]): JsonObject {
  const { success, refusal } = operation
  // A list with no match or several is an error of the client, and no refusal.
  const isSuccess = ({ expected, status, body }: Answer): boolean =>
    status === 200 && (!isRefusal(expected) || !safeParse(refusal.schema, JSON.parse(body)).success)
  const bodiesOf = (wanted: readonly Answer[]): Json[] => wanted.map(({ body }) => JSON.parse(body) as Json)
  return {
    [success.name]: describeBody(
      success,
      bodiesOf(answers.filter(isSuccess)),
      noteStatusWords(api, operation),
    ),
    [refusal.name]: describeBody(
      refusal,
      bodiesOf(answers.filter((answer) => !isSuccess(answer))),
      nothingToNote,
    ),
  }
}

function isRefusal(expected: JsonObject | null): boolean {
  return expected !== null && 'error' in expected
}

const openWords =
  'The list is open: compare words whole, after trimming and in any case; another word, and none, mean `unknown`.'

/** Says at the field of a status word what the documented words mean. */
function noteStatusWords({ statusMap }: Api, { statusWords }: Operation): FieldNotes {
  return (field) => {
    const place = statusWords.find((candidate) => candidate.field === field)
    if (place === undefined) return nothingToNote(field)
    const rows = statusMap.filter(({ scope }) => scope === place.scope)
    const words = [...new Set(rows.map(({ providerStatus }) => providerStatus))]
    const meanings = rows.map(({ providerStatus, kind, status, source, note }) => ({
      word: providerStatus,
      ...(kind === undefined ? {} : { kind }),
      status,
      final: statusInfo[status].final,
      page: source,
      ...(note === undefined ? {} : { note }),
    }))
    return {
      sentences: [`Documented words: ${words.map((word) => `\`${word}\``).join(', ')}.`, openWords],
      examples: words,
      extensions: { 'x-cekstatus-status': meanings },
    }
  }
}

/** The responses by HTTP status: those of the answers, and those that the error table names. */
export function describeResponses(
  api: Pick<Api, 'capabilities'>,
  operation: Operation,
  answers: readonly Answer[],
): JsonObject {
  const statuses = new Set([
    ...answers.map(({ status }) => String(status)),
    ...operation.errorMap.flatMap((row) => statusesOf(row).filter((status) => !/^(2XX|any)$/.test(status))),
  ])
  return Object.fromEntries(
    [...statuses].sort().map((status) => [
      status,
      describeResponse(
        api,
        operation,
        status,
        answers.filter((answer) => String(answer.status) === status),
      ),
    ]),
  )
}

function describeResponse(
  { capabilities }: Pick<Api, 'capabilities'>,
  { success, refusal, refusesUnderSuccess = false, errorMap }: Operation,
  status: string,
  answers: readonly Answer[],
): JsonObject {
  const rows = rowsFor(errorMap, status)
  const [answered, refused] = [referTo(success.name), referTo(refusal.name)]
  const underSuccess = refusesUnderSuccess ? { anyOf: [answered, refused] } : answered
  return {
    description: status === '200' ? success.description : describeRefusal(status, rows),
    ...describeHeaders(answers),
    ...(answers.length === 0
      ? {}
      : {
          content: {
            'application/json': {
              schema: status === '200' ? underSuccess : refused,
              examples: Object.fromEntries(answers.map((answer) => [answer.name, describeExample(answer)])),
            },
          },
        }),
    ...(rows.length === 0
      ? {}
      : {
          'x-cekstatus-errors': rows.map(({ answer, code, source }) => ({
            answer,
            ...readError(code, capabilities),
            page: source,
          })),
        }),
  }
}

function describeRefusal(status: string, rows: readonly ErrorRow[]): string {
  const name = STATUS_CODES[status] ?? `Any other ${status}`
  const readings = rows.map(({ answer, code }) => `${answer} → \`${code}\``)
  return `${name}. Says nothing about the transaction. What cekstatus makes of it, by the first that fits: ${readings.join('; ')}.`
}

/** Headers that some of these answers carry besides the type of their body. */
function describeHeaders(answers: readonly Answer[]): JsonObject {
  const headers = answers.flatMap((answer) => Object.entries(answer.headers))
  const described = headers
    .filter(([name]) => name !== 'content-type')
    .map(([name, value]) => [name, { schema: { type: 'string' }, example: value }])
  return described.length === 0 ? {} : { headers: Object.fromEntries(described) as JsonObject }
}

function describeExample({ name, body, provenance, expected }: Answer): JsonObject {
  const { kind, source, note } = provenance
  return {
    summary: `${name} (${kind})`,
    ...(note === undefined ? {} : { description: note }),
    value: JSON.parse(body) as Json,
    'x-cekstatus-provenance': { kind, page: source },
    ...(expected === null ? {} : { 'x-cekstatus-expected': expected }),
  }
}

function referTo(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` }
}

/** `401, 403` as `401` and `403`, `other 4xx` as `4XX`; text in backticks is about the body. */
function statusesOf({ httpStatus }: ErrorRow): string[] {
  const found = httpStatus.replace(/`[^`]*`/g, '').match(/\b(\d{3}|\dxx|any)\b/g) ?? []
  return found.map((status) => status.replace('xx', 'XX'))
}

/** The rows that can apply to an HTTP status, in order of precedence; after one that takes everything there is none. */
function rowsFor(errorMap: readonly ErrorRow[], status: string): ErrorRow[] {
  const rows = errorMap.filter((row) => covers(row, status))
  const last = rows.findIndex(({ answer }) =>
    /\banything\b|any other JSON(?: \(not documented\))?$|JSON without such a code$/.test(answer),
  )
  return last === -1 ? rows : rows.slice(0, last + 1)
}

function covers(row: ErrorRow, status: string): boolean {
  const named = statusesOf(row)
  if (named.includes('any') || named.includes(status)) return true
  // A 429 is a limit whatever its body says, so it is never one of the others.
  return named.includes(`${status[0]}XX`) && !(status === '429' && row.httpStatus.startsWith('other'))
}
