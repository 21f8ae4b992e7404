import { readText } from './read-text.ts'
import { collectText } from './text-collector.ts'
import type { TransportOptions } from './transport.ts'

/** Collects the pieces of a body as they were sent. */
export interface BodyCollector {
  /** False as soon as the text must be larger than the cap; what came before is given up then. */
  add(piece: Uint8Array): boolean
  /** The text; null where it is larger than the cap, and rejected where it cannot be unpacked. Call it once, at the end. */
  end(): string | Promise<string | null>
}

/** Proxies pack against the request, and every runtime can unpack these. Whatever else there is may be plain. */
const packed = /^\s*(?:x-)?(gzip|deflate)\s*$/i

/** Collects a body, to be unpacked by its `content-encoding`. */
export function collectBody(
  contentEncoding: string | undefined,
  { maxBodyBytes, signal }: Pick<TransportOptions, 'maxBodyBytes' | 'signal'>,
): BodyCollector {
  const format = packed.exec(contentEncoding ?? '')?.[1]?.toLowerCase()
  if (format === undefined) return collectText(maxBodyBytes)
  const pieces: Uint8Array[] = []
  let bytes = 0
  return {
    add(piece) {
      pieces.push(piece)
      bytes += piece.byteLength
      // What cannot be made smaller grows by less than this when it is packed.
      return bytes <= maxBodyBytes * 1.01 + 1_000
    },
    end() {
      const { readable, writable } = new DecompressionStream(format as CompressionFormat)
      const writer = writable.getWriter()
      // What goes wrong is told where the other end is read.
      const ignore = (): void => undefined
      for (const piece of pieces) writer.write(piece as Uint8Array<ArrayBuffer>).catch(ignore)
      writer.close().catch(ignore)
      return readText(readable, maxBodyBytes, signal)
    },
  }
}
