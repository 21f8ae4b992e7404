/** Collects the pieces of a body as UTF-8 text. */
export interface TextCollector {
  /** False as soon as there are more bytes than the cap; earlier pieces are dropped then. */
  add(piece: Uint8Array): boolean
  /** Returns all pieces as text. Call it once. */
  end(): string
}

/** Shared by all bodies of one piece, which are most: creating a decoder takes longer than decoding. */
let wholeDecoder: TextDecoder | undefined

export function collectText(maxBytes: number): TextCollector {
  let bytes = 0
  let first: Uint8Array | undefined
  let decoder: TextDecoder | undefined
  let text = ''
  return {
    add(piece) {
      bytes += piece.byteLength
      if (bytes > maxBytes) return false
      if (first === undefined) {
        first = piece
        return true
      }
      if (decoder === undefined) {
        decoder = new TextDecoder()
        text = decoder.decode(first, { stream: true })
      }
      text += decoder.decode(piece, { stream: true })
      return true
    },
    end() {
      if (decoder !== undefined) return text + decoder.decode()
      wholeDecoder ??= new TextDecoder()
      return first === undefined ? '' : wholeDecoder.decode(first)
    },
  }
}
