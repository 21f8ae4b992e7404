import { UsageError } from '../../usage-error.ts'

const utf8Hint = 'save it as UTF-8; a spreadsheet calls that "CSV UTF-8"'

/** Text of a file in pieces, and whether a byte order mark began it. */
export interface DecodedText {
  byteOrderMark: boolean
  pieces: AsyncGenerator<string, void, undefined>
}

/**
 * Decodes a file: UTF-8, or UTF-16 where a byte order mark says so. Bytes of any other encoding are refused, because a
 * reference with one wrong letter is another reference.
 *
 * @throws UsageError, also while the pieces are read, naming the line
 */
export async function decodeText(name: string, bytes: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const iterator = bytes[Symbol.asyncIterator]()
  const first = await readFirst(iterator)
  const { encoding, byteOrderMark } = detectEncoding(first)
  return { byteOrderMark, pieces: decode(name, encoding, first, iterator) }
}

/** At least the three bytes of the longest byte order mark, where the file has as many. */
async function readFirst(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array()
  while (first.length < 3) {
    const { done, value } = await iterator.next()
    if (done === true) break
    first = first.length === 0 ? value : Buffer.concat([first, value])
  }
  return first
}

function detectEncoding(first: Uint8Array): { encoding: string; byteOrderMark: boolean } {
  if (first[0] === 0xff && first[1] === 0xfe) return { encoding: 'utf-16le', byteOrderMark: true }
  if (first[0] === 0xfe && first[1] === 0xff) return { encoding: 'utf-16be', byteOrderMark: true }
  return { encoding: 'utf-8', byteOrderMark: first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf }
}

async function* decode(
  name: string,
  encoding: string,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 1
  let chunk: Uint8Array | null = first
  let unfinished: Uint8Array = new Uint8Array()
  try {
    for (;;) {
      let text: string
      try {
        text = chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
      } catch {
        throw new UsageError(
          `${name}: line ${lines + countLinesBefore(unfinished, chunk, encoding)} is not ${encoding.toUpperCase()}`,
          utf8Hint,
        )
      }
      if (text.includes('\0')) {
        throw new UsageError(
          `${name}: it has NUL characters, as UTF-16 without a byte order mark has`,
          utf8Hint,
        )
      }
      lines += countLineFeeds(text)
      if (text !== '') yield text
      if (chunk === null) return
      if (encoding === 'utf-8') unfinished = takeUnfinished(chunk)
      const { done, value }: IteratorResult<Uint8Array> = await rest.next()
      chunk = done === true ? null : value
    }
  } finally {
    await rest.return?.()
  }
}

/** Line feeds before the first byte that could not be decoded; it may stand at the end of the chunk before. */
function countLinesBefore(unfinished: Uint8Array, chunk: Uint8Array | null, encoding: string): number {
  if (chunk === null) return 0
  const text = new TextDecoder(encoding).decode(Buffer.concat([unfinished, chunk]))
  const broken = text.indexOf('\uFFFD')
  return countLineFeeds(broken < 0 ? text : text.slice(0, broken))
}

/** The bytes at the end that begin a character of UTF-8 and do not complete it. */
function takeUnfinished(chunk: Uint8Array): Uint8Array {
  for (let length = 1; length <= Math.min(3, chunk.length); length += 1) {
    const byte = chunk.at(-length) ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return needed > length ? chunk.slice(-length) : new Uint8Array()
  }
  return new Uint8Array()
}

function countLineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
