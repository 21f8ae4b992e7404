import fc from 'fast-check'
import { type TextChange, textChanges } from './change-text.ts'

/** A JSON value under change, in a list of one, so that the value itself has a place, too. */
export type Draft = [unknown]

/** Changes a draft in one place; without effect where the draft has no such place. */
export type Edit = (draft: Draft) => void

/** What edits are made of. */
export interface Material {
  /** Every word of the provider's status map, and words that mean success elsewhere. */
  words: readonly string[]
  /** The provider's documented bodies, of which parts are moved. */
  bodies: readonly unknown[]
}

type Box = Record<string, unknown> | unknown[]
type Entry = [key: string, value: unknown]

const odd =
  'null true false 0 1 -1 -0 200 "" {} [] [null] "null" "true" 1e400 -1e400 1E2 1e-7 0.1 104.000 "104.000" "1e3" 9007199254740993 123456789012345678901234567890 NaN "NaN" Infinity 01 undefined "2009200" 2009200 "1"'.split(
    ' ',
  )
const oddKeys =
  '__proto__ constructor toString valueOf hasOwnProperty length then toJSON status data error error_msg errors message h2h_results smm_results items is_sandbox is_smm value transaction response'.split(
    ' ',
  )

/** Text that is written without quotation marks, and need not be JSON. */
function raw(text: string): string {
  return `\u0001${text}\u0001`
}

/** Keys of one object end in a mark and a number that are not written, so that a key can stand twice. */
const mark = '\u0002'

function withoutMark(key: string): string {
  return key.split(mark, 1)[0] ?? ''
}

export function writeDraft(draft: Draft): string {
  return JSON.stringify(draft)
    .slice(1, -1)
    .replace(/\\u0002\d+/g, '')
    .replace(/"\\u0001(.*?)\\u0001"/g, (_, text: string) => JSON.parse(`"${text}"`))
}

/** Any edit, drawn from the words and bodies of one provider. */
export function jsonEdits({ words, bodies }: Material): fc.Arbitrary<Edit> {
  const none = fc.constant(null)
  const place = fc.nat()
  const word = fc.constantFrom(...words)
  const value = fc.oneof({ weight: 2, arbitrary: word }, { weight: 3, arbitrary: oneOf(odd).map(raw) })
  const key = fc.oneof(fc.constantFrom('__proto__', 'status', 'data', ''), oneOf(oddKeys))
  const part = fc
    .tuple(fc.constantFrom(...bodies), place)
    .map(([body, pick]): Entry => pickEntry([structuredClone(body)], pick) ?? ['', null])
  const isWord = (given: unknown): boolean => typeof given === 'string' && words.includes(given)

  return fc.oneof(
    editPlace(none, ({ entries, at }) => void entries.splice(at, 1)),
    editPlace(none, ({ entries, at, entry }) => void entries.splice(at, 0, structuredClone(entry))),
    editPlace(value, ({ entries, at, entry }, drawn) => void entries.splice(at + 1, 0, [entry[0], drawn])),
    editPlace(value, setValue),
    editPlace(word, setValue, isText),
    // Where a status word stands, a change decides most.
    editPlace(word, setValue, isWord),
    editPlace(textChanges, changeValue, isText),
    editPlace(textChanges, changeValue, isWord),
    editPlace(fc.boolean(), ({ entry }, drawn) => {
      entry[1] = retype(entry[1], drawn)
    }),
    fc.tuple(place, place, fc.constantFrom<0 | 1>(0, 1)).map(
      ([one, other, half]): Edit =>
        (draft) =>
          swap(draft, one, other, half),
    ),
    editPlace(fc.oneof(key, textChanges), ({ entry }, drawn) => {
      entry[0] = typeof drawn === 'string' ? drawn : drawn(withoutMark(entry[0]))
    }),
    editPlace(fc.option(key), ({ entry }, drawn) => {
      entry[1] = drawn === null ? [entry[1]] : { [`${drawn}${mark}0`]: entry[1] }
    }),
    editPlace(place, ({ entry }, drawn) => {
      entry[1] = (isBox(entry[1]) ? pickEntry(entry[1], drawn) : undefined)?.[1] ?? entry[1]
    }),
    editPlace(part, ({ entry }, drawn) => {
      entry[1] = drawn[1]
    }),
    // A member of another body where it stands there: two answers in one.
    editPlace(part, ({ entries }, drawn) => void entries.push(drawn)),
    editPlace(fc.tuple(key, value), ({ entries, at }, drawn) => void entries.splice(at, 0, drawn)),
    editPlace(none, ({ entries }) => void entries.reverse()),
  )
}

/** Wraps one value into up to 3,000 arrays. */
export const deepNesting: fc.Arbitrary<Edit> = editPlace(
  fc.constantFrom(10, 30, 300, 3_000),
  ({ entry }, depth) => {
    entry[1] = raw('['.repeat(depth) + ']'.repeat(depth))
  },
)

interface Found {
  entry: Entry
  /** All of the object or array that the entry is in, and where in it. */
  entries: Entry[]
  at: number
}

function editPlace<Drawn>(
  drawing: fc.Arbitrary<Drawn>,
  change: (found: Found, drawn: Drawn) => void,
  suits: (value: unknown) => boolean = () => true,
): fc.Arbitrary<Edit> {
  return fc.tuple(fc.nat(), drawing).map(([pick, drawn]) => (draft) => {
    const places = listBoxes(draft).flatMap((box) =>
      Object.values(box).flatMap((value, at) => (suits(value) ? [{ box, at }] : [])),
    )
    const found = places[pick % places.length]
    if (found === undefined) return
    const entries = Object.entries(found.box)
    const entry = entries[found.at]
    if (entry === undefined) return
    change({ entry, entries, at: found.at }, drawn)
    rewrite(found.box, entries)
  })
}

function swap(draft: Draft, one: number, other: number, half: 0 | 1): void {
  const places = listBoxes(draft).flatMap((box) => Object.keys(box).map((_, at) => ({ box, at })))
  const [left, right] = [places[one % places.length], places[other % places.length]]
  if (left === undefined || right === undefined) return
  // Copies, because one of the two may stand inside the other.
  const [leftEntry, rightEntry] = [left, right].map(({ box, at }) => structuredClone(Object.entries(box)[at]))
  write(left, rightEntry)
  write(right, leftEntry)

  function write({ box, at }: { box: Box; at: number }, taken: Entry | undefined): void {
    const entries = Object.entries(box)
    const entry = entries[at]
    if (entry === undefined || taken === undefined) return
    if (half === 0) entry[0] = taken[0]
    else entry[1] = taken[1]
    rewrite(box, entries)
  }
}

function rewrite(box: Box, entries: readonly Entry[]): void {
  if (Array.isArray(box)) {
    box.splice(0, box.length, ...entries.map(([, value]) => value))
    return
  }
  for (const key of Object.keys(box)) delete box[key]
  for (const [index, [key, value]] of entries.entries()) box[`${withoutMark(key)}${mark}${index}`] = value
}

function pickEntry(box: Box, pick: number): Entry | undefined {
  const all = listBoxes(box).flatMap((inner) => Object.entries(inner))
  return all[pick % all.length]
}

function listBoxes(value: unknown): Box[] {
  return isBox(value) ? [value, ...Object.values(value).flatMap(listBoxes)] : []
}

function isBox(value: unknown): value is Box {
  return typeof value === 'object' && value !== null
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.startsWith('\u0001')
}

function setValue({ entry }: Found, value: unknown): void {
  entry[1] = value
}

function changeValue({ entry }: Found, change: TextChange): void {
  entry[1] = change(String(entry[1]))
}

function retype(value: unknown, either: boolean): unknown {
  if (isBox(value)) return either ? null : ''
  if (!isText(value)) return String(value)
  if (/^-?\d+(\.\d+)?$/.test(value)) return raw(value)
  return either ? [value] : { value }
}

function oneOf(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts)
}
