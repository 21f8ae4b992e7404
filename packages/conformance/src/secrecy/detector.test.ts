import { describe, expect, it } from 'vitest'
import { createCanary, createKeyCanary, createNumberCanary } from './canary.ts'
import { createDetector } from './detector.ts'
import { echoVariants } from './echo-variants.ts'
import { expose } from './expose.ts'

const [secret, key, number] = [createCanary('secret'), createKeyCanary('key'), createNumberCanary('number')]
const base64 = key.text.replace(/-----[A-Z ]+-----|\s/g, '')
/** Without signs at its ends, so that 16 characters of each are 16 letters and digits, whatever the key of this run is. */
const pieceOfKey =
  Array.from({ length: 1000 }, (_, first) => base64.slice(first + 52, first + 352)).find(
    (piece) => !/[+/]/.test(piece.slice(0, 16) + piece.slice(-16)),
  ) ?? ''
const detect = createDetector([secret, key, number])

describe('the detector', () => {
  it.each(echoVariants)('sees a canary $name', ({ write }) => {
    expect(detect(`before ${write(secret.text)} after`)).toEqual(['secret'])
    expect(detect(`before ${write(pieceOfKey)} after`)).toEqual(['key'])
  })

  it('sees any 16 characters of a key but its first, which are the same in all', () => {
    for (let first = 52; first + 16 <= base64.length; first += 1) {
      const piece = base64.slice(first, first + 16)
      if (piece.replace(/[^A-Za-z0-9]/g, '').length >= 14) expect(detect(`<${piece}>`)).toEqual(['key'])
    }
  })

  it('sees a phone number, grouped or not', () => {
    expect(detect(`tel ${number.text}`)).toEqual(['number'])
    expect(detect(`tel ${number.text.replace(/(.{4})/g, '$1-')}`)).toEqual(['number'])
  })

  it('sees nothing in other texts, in another key, or in the lines around a key', () => {
    const frame = '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----'
    const other = createKeyCanary('another key').text
    for (const text of [
      '',
      frame,
      other,
      createCanary('another secret').text,
      '{"status":"paid"}'.repeat(100),
    ]) {
      expect(detect(text)).toEqual([])
    }
  })
})

describe('expose', () => {
  class Holder {
    #kept: unknown
    constructor(kept: unknown) {
      this.#kept = kept
    }
    get computed(): unknown {
      return this.#kept
    }
  }
  const hidden = (text: string): object =>
    Object.defineProperty({}, Symbol('hidden'), { value: text, enumerable: false })
  const closed = (text: string): (() => number) => Object.assign(() => text.length, {})

  it.each<[string, (text: string) => unknown]>([
    ['a message', (text) => new Error(text)],
    ['a cause of a cause', (text) => new Error('x', { cause: { cause: new Error(text) } })],
    ['one of many errors', (text) => new AggregateError([new Error(text)])],
    ['a stack', (text) => Object.assign(new Error('x'), { stack: text })],
    ['a key', (text) => ({ [text]: 1 })],
    ['a property that is not enumerable, under a symbol', hidden],
    ['the description of a symbol', (text) => ({ [Symbol(text)]: 1 })],
    ['an accessor', (text) => new Holder({ text })],
    ['a map', (text) => new Map([[{ text }, { text }]])],
    ['a set', (text) => new Set([text])],
    ['headers', (text) => new Headers({ authorization: encodeURIComponent(text) })],
    ['bytes', (text) => ({ body: Buffer.from(text) })],
    ['a property of a function', (text) => Object.assign(() => undefined, { config: { text } })],
    ['a prototype', (text) => Object.create({ text })],
    ['a circle', (text) => Object.assign([], { 0: text, self: [] })],
    ['toJSON', (text) => ({ toJSON: () => text })],
  ])('finds what is in %s', (_place, wrap) => {
    expect(detect(expose(wrap(secret.text)))).toEqual(['secret'])
  })

  it('cannot look into what a function closes over', () => {
    expect(detect(expose(closed(secret.text)))).toEqual([])
  })
})
