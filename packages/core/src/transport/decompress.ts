import { findBuiltInModule } from '../built-in-module.ts'

type Decompress = (
  bytes: Uint8Array,
  options: { maxOutputLength: number; finishFlush: number },
  done: (error: { code?: string } | null, bytes: Uint8Array) => void,
) => void

interface Zlib {
  gunzip: Decompress
  inflate: Decompress
  inflateRaw: Decompress
  brotliDecompress: Decompress
  /** From Node 22.15. */
  zstdDecompress?: Decompress
  constants: { Z_SYNC_FLUSH: number; BROTLI_OPERATION_FLUSH: number; ZSTD_e_end: number }
}

/** Undoes one coding; null where the result is larger than the limit. */
type Decoder = (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array | null>

/**
 * Returns what undoes a `content-encoding`, in the order of use. The codings and their tolerance are those of Node's
 * `fetch`: gzip, deflate with or without its wrapper, br and, where the runtime has it, zstd. A body with any other
 * coding stays as it is.
 */
export function findDecoders(contentEncoding: string): Decoder[] {
  const zlib = findBuiltInModule('node:zlib') as Zlib | undefined
  if (zlib === undefined) return []
  const { gunzip, inflate, inflateRaw, brotliDecompress, zstdDecompress, constants } = zlib
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_end } = constants
  const gzip = createDecoder(() => gunzip, Z_SYNC_FLUSH)
  const decoders: Record<string, Decoder | undefined> = {
    gzip,
    'x-gzip': gzip,
    // A wrapper begins with the number of the method, 8.
    deflate: createDecoder(([first = 0]) => ((first & 15) === 8 ? inflate : inflateRaw), Z_SYNC_FLUSH),
    br: createDecoder(() => brotliDecompress, BROTLI_OPERATION_FLUSH),
    zstd: zstdDecompress && createDecoder(() => zstdDecompress, ZSTD_e_end),
  }
  const found = contentEncoding.split(',').map((coding) => decoders[coding.trim().toLowerCase()])
  return found.every((decoder) => decoder !== undefined) ? found.reverse() : []
}

function createDecoder(choose: (bytes: Uint8Array) => Decompress, finishFlush: number): Decoder {
  return (bytes, maxOutputLength) =>
    new Promise((resolve, reject) => {
      choose(bytes)(bytes, { maxOutputLength, finishFlush }, (error, decoded) => {
        if (error === null) resolve(decoded)
        else if (error.code === 'ERR_BUFFER_TOO_LARGE') resolve(null)
        else reject(error)
      })
    })
}
