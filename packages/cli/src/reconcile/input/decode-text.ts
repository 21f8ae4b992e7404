import { UsageError } from '../../usage-error.ts'

const utf8Hint = 'save the file as UTF-8; in spreadsheets, "CSV UTF-8"'

/** The text of a file in pieces. */
export interface DecodedText {
  byteOrderMark: boolean
  pieces: AsyncGenerator<string, void, undefined>
}

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark. Other encodings are rejected, because a reference with one wrong letter
 * is another reference.
 *
 * @throws UsageError, also while iterating, with the line
 */
export async function decodeText(name: string, bytes: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const iterator = bytes[Symbol.asyncIterator]()
  const first = await readFirst(iterator)
  refuseWorkbook(name, first)
  const { encoding, byteOrderMark } = detectEncoding(first)
  return { byteOrderMark, pieces: decode(name, encoding, first, iterator) }
}

/** Reads at least four bytes, for the byte order mark and the signature of workbooks. */
async function readFirst(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array()
  while (first.length < 4) {
    const { done, value } = await iterator.next()
    if (done === true) break
    first = first.length === 0 ? value : Buffer.concat([first, value])
  }
  return first
}

/** `.xlsx` and `.ods` are ZIP files, `.xls` is a compound file. */
function refuseWorkbook(name: string, first: Uint8Array): void {
  const signature = Buffer.from(first.subarray(0, 4)).toString('hex')
  if (signature !== '504b0304' && signature !== 'd0cf11e0') return
  throw new UsageError(`${name} is a spreadsheet workbook`, 'save the sheet as "CSV UTF-8"')
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
          `${name}: line ${lines + countLinesBefore(unfinished, chunk, encoding)} is not valid ${encoding.toUpperCase()}`,
          utf8Hint,
        )
      }
      if (text.includes('\0')) {
        throw new UsageError(
          `${name} contains NUL characters, such as UTF-16 without a byte order mark`,
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

/** Counts line feeds before the first invalid byte, which may be at the end of the previous chunk. */
function countLinesBefore(unfinished: Uint8Array, chunk: Uint8Array | null, encoding: string): number {
  if (chunk === null) return 0
  const text = new TextDecoder(encoding).decode(Buffer.concat([unfinished, chunk]))
  const broken = text.indexOf('\uFFFD')
  return countLineFeeds(broken < 0 ? text : text.slice(0, broken))
}

/** Returns the bytes of an incomplete UTF-8 character at the end. */
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
