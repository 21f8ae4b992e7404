/**
 * SHA-256 over the UTF-8 bytes of a text, as hex. Written out, because the runtime's own is either asynchronous or no
 * web standard.
 */
export function sha256(text: string): string {
  const { roots, state } = listConstants()
  const message = padMessage(new TextEncoder().encode(text))
  for (let offset = 0; offset < message.byteLength; offset += 64) digestBlock(message, offset, state, roots)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** The bytes, one bit, zeros, and the length in bits as 64 bits, to whole blocks of 64 bytes. */
function padMessage(bytes: Uint8Array): DataView {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setBigUint64(message.length - 8, BigInt(bytes.length) * 8n)
  return view
}

/** The first 32 bits of the fractions of the roots of the first primes: cubic of 64, square of 8. */
function listConstants(): { roots: Uint32Array; state: Uint32Array } {
  const primes: number[] = []
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  }
  const fraction = (root: number): number => (root - Math.floor(root)) * 2 ** 32
  return {
    roots: Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    state: Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
  }
}

function digestBlock(message: DataView, offset: number, state: Uint32Array, roots: Uint32Array): void {
  const words = new Uint32Array(64)
  const word = (index: number): number => words[index] ?? 0
  for (let index = 0; index < 16; index += 1) words[index] = message.getUint32(offset + index * 4)
  for (let index = 16; index < 64; index += 1) {
    const [early, late] = [word(index - 15), word(index - 2)]
    const mixed = (rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)) + word(index - 7)
    words[index] = word(index - 16) + mixed + (rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10))
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index += 1) {
    const chosen = (e & f) ^ (~e & g)
    const first =
      h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + chosen + (roots[index] ?? 0) + word(index)
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e] = [g, f, e, (d + first) | 0]
    ;[d, c, b, a] = [c, b, a, (first + second) | 0]
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}
