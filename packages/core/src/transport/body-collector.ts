import { findDecoders } from './decompress.ts'
import { collectText } from './text-collector.ts'

/** Collects the pieces of a body as they were sent. */
export interface BodyCollector {
  /** False as soon as the text must be larger than the cap; earlier pieces are dropped then. */
  add(piece: Uint8Array): boolean
  /** Returns the text, or null where it is larger than the cap; rejects where decompression fails. Call it once. */
  end(): string | Promise<string | null>
}

/** Collects a body that is decompressed by its `content-encoding`: some proxies compress against the request. */
export function collectBody(contentEncoding: string | undefined, maxBodyBytes: number): BodyCollector {
  const decoders = contentEncoding === undefined ? [] : findDecoders(contentEncoding)
  if (decoders.length === 0) return collectText(maxBodyBytes)
  const pieces: Uint8Array[] = []
  let length = 0
  return {
    add(piece) {
      pieces.push(piece)
      length += piece.byteLength
      // Data that does not compress grows by less than this.
      return length <= maxBodyBytes * 1.01 + 1_000
    },
    async end() {
      let bytes: Uint8Array = new Uint8Array(length)
      let offset = 0
      for (const piece of pieces) {
        bytes.set(piece, offset)
        offset += piece.byteLength
      }
      for (const decode of decoders) {
        const decoded = await decode(bytes, maxBodyBytes)
        if (decoded === null) return null
        bytes = decoded
      }
      const text = collectText(maxBodyBytes)
      text.add(bytes)
      return text.end()
    },
  }
}
