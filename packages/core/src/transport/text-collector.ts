/** Collects the pieces of a body as UTF-8 text. */
export interface TextCollector {
  /** False as soon as there are more bytes than the cap; what came before is given up then. */
  add(piece: Uint8Array): boolean
  /** All pieces as text; call it once, at the end. */
  end(): string
}

/** One for all bodies that come in one piece, as most do: making one takes longer than decoding with it. */
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
