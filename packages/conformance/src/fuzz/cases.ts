import type { StatusQuery, StatusResponse } from '@cekstatus/core'
import type { StatusRow } from '@cekstatus/core/provider'
import fc from 'fast-check'
import type { CatalogueEntry } from '../provider-under-test.ts'
import { type Draft, deepNesting, type Edit, jsonEdits, writeDraft } from './edit-json.ts'

/** An undocumented response, and the query that it is read for. */
export interface OpenCase {
  query: StatusQuery
  status: number
  headers: StatusResponse['headers']
  bytes: Uint8Array
}

interface Original {
  query: StatusQuery
  status: number
  headers: Record<string, string>
  value: unknown
}

/** Words that mean success somewhere, and that no provider may be taken to mean unless its page says so. */
const foreignWords = ['success', 'paid', 'sukses', 'completed', 'berhasil', 'settled', 'lunas', 'ok', '00']

/** Makes undocumented responses out of a provider's documented ones. */
export function openCases(
  fixtures: readonly CatalogueEntry[],
  statusMap: readonly StatusRow[],
): fc.Arbitrary<OpenCase> {
  const parsed = fixtures.map(({ ask, response, expected }) => ({
    isSuccess: 'transaction' in expected && expected.transaction.status === 'success',
    query: ask.query,
    status: response.status,
    headers: response.headers,
    value: parse(response.body.join('\n')),
  }))
  const originals: (Original & { isSuccess: boolean })[] = parsed.filter(({ value }) => value !== undefined)
  const words = [...statusMap.map(({ providerStatus }) => providerStatus), ...foreignWords]
  const edit = jsonEdits({ words, bodies: originals.map(({ value }) => value) })
  return fc
    .record({
      // Half of all cases begin with a success, because there is most to lose.
      original: fc.oneof(
        fc.constantFrom(...originals.filter(({ isSuccess }) => isSuccess)),
        fc.constantFrom(...originals),
      ),
      edits: weighted<readonly Edit[]>(
        [13, fc.constant([])],
        [85, fc.array(edit, { minLength: 1, maxLength: 4 })],
        [2, fc.tuple(deepNesting)],
      ),
      byteEdits: weighted<readonly ByteEdit[]>(
        [78, fc.constant([])],
        [22, fc.array(byteEdits, { minLength: 1, maxLength: 6 })],
      ),
      body: weighted<Buffer<ArrayBuffer> | null>([97, fc.constant(null)], [3, anyBytes(300)]),
      status: weighted<number | null>(
        [85, fc.constant(null)],
        [13, fc.constantFrom(...statuses)],
        [2, fc.integer({ min: 200, max: 599 })],
      ),
      headers: weighted<HeaderEdit | null>([70, fc.constant(null)], [30, headerEdits]),
    })
    .map(({ original, edits, byteEdits: changes, body, status, headers }) => {
      const draft: Draft = [structuredClone(original.value)]
      for (const change of edits) change(draft)
      const written = body ?? Buffer.from(writeDraft(draft))
      return {
        query: original.query,
        status: status ?? original.status,
        headers: headers === null ? original.headers : headers(original.headers),
        bytes: changes.reduce((bytes, change) => (bytes.length === 0 ? bytes : change(bytes)), written),
      }
    })
}

type ByteEdit = (bytes: Buffer<ArrayBuffer>) => Buffer<ArrayBuffer>

function weighted<Drawn>(...choices: [number, fc.Arbitrary<Drawn>][]): fc.Arbitrary<Drawn> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })))
}

/** Any bytes, or any characters that JSON is made of. */
function anyBytes(maxLength: number): fc.Arbitrary<Buffer<ArrayBuffer>> {
  const unit = fc.constantFrom(...'{}[]",:0123456789.eE+-truefalsn \\u')
  return fc.oneof(
    fc.uint8Array({ maxLength, size: 'max' }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit, maxLength, size: 'max' }).map((text) => Buffer.from(text)),
  )
}

/** Flips, replaces, cuts, inserts and repeats bytes. */
const byteEdits: fc.Arbitrary<ByteEdit> = fc.oneof(
  atByte(fc.nat(7), (bytes, place, bit) => putByte(bytes, place, (bytes[place] ?? 0) ^ (1 << bit))),
  atByte(fc.constantFrom(...'",:[]{}09\\ \0'), (bytes, place, sign) =>
    putByte(bytes, place, sign.charCodeAt(0)),
  ),
  atByte(fc.constant(null), (bytes, place) => bytes.subarray(0, place)),
  atByte(fc.nat(12), (bytes, place, length) =>
    join(bytes.subarray(0, place), bytes.subarray(place + length)),
  ),
  atByte(fc.nat(12), (bytes, place, length) =>
    join(bytes.subarray(0, place + length), bytes.subarray(place)),
  ),
  atByte(anyBytes(12), (bytes, place, added) => join(bytes.subarray(0, place), added, bytes.subarray(place))),
)

function atByte<Drawn>(
  drawing: fc.Arbitrary<Drawn>,
  change: (bytes: Buffer<ArrayBuffer>, place: number, drawn: Drawn) => Buffer<ArrayBuffer>,
): fc.Arbitrary<ByteEdit> {
  return fc.tuple(fc.nat(), drawing).map(
    ([pick, drawn]): ByteEdit =>
      (bytes) =>
        change(bytes, pick % bytes.length, drawn),
  )
}

function putByte(bytes: Buffer<ArrayBuffer>, place: number, byte: number): Buffer<ArrayBuffer> {
  const changed = Buffer.from(bytes)
  changed[place] = byte
  return changed
}

function join(...parts: Uint8Array[]): Buffer<ArrayBuffer> {
  return Buffer.concat(parts)
}

const statuses = [
  200, 201, 202, 203, 206, 226, 299, 300, 301, 304, 400, 401, 402, 403, 404, 405, 409, 418, 422, 429, 451,
  499, 500, 502, 503, 504, 599,
]

const headerNames =
  'content-type Content-Type retry-after RETRY-AFTER x-ratelimit-remaining x-ratelimit-reset location content-encoding status __proto__ constructor x-paid'.split(
    ' ',
  )
const headerValue = fc.constantFrom(
  '',
  'application/json',
  'text/html; charset=utf-16',
  '0',
  '-1',
  '7',
  '9'.repeat(30),
  '1e9',
  'Mon, 26 Jan 2026 03:00:30 GMT',
  'Mon, 99 Foo 2026 99:99:99 GMT',
  'x'.repeat(10_000),
  '\u00ff\u00fe',
  '"; a=b',
  'paid',
  'success',
)

type HeaderEdit = (original: Readonly<Record<string, string>>) => OpenCase['headers']

/** Headers in every form that a caller may pass. */
const headerEdits = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.constantFrom(...headerNames),
        weighted<string | string[] | undefined>(
          [80, headerValue],
          [15, fc.tuple(headerValue, headerValue)],
          [5, fc.constant(undefined)],
        ),
      ),
      { maxLength: 4 },
    ),
    weighted([4, fc.constant(false)], [1, fc.constant(true)]),
  )
  .map(
    ([added, asHeaders]): HeaderEdit =>
      (original) => {
        // `fromEntries` defines, where an assignment to `__proto__` would set the prototype.
        const all = [...Object.entries(original), ...added]
        return asHeaders ? toHeaders(all) : Object.fromEntries(all)
      },
  )

function toHeaders(entries: readonly (readonly [string, string | string[] | undefined])[]): Headers {
  const headers = new Headers()
  for (const [name, value] of entries) {
    for (const text of [value].flat()) if (text !== undefined) headers.append(name, text)
  }
  return headers
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
