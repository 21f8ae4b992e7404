/**
 * SHA-256 over the UTF-8 bytes of a text, as hex. Written out, because the runtime's own is either asynchronous or no
 * web standard.
 */
export function sha256(text: string): string {
  const message = padMessage(new TextEncoder().encode(text))
  const primes: number[] = []
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  }
  // The first 32 bits of the fractions of the roots of the first primes: cubic of 64, square of 8.
  const constants = primes.map((prime) => ((Math.cbrt(prime) % 1) * 2 ** 32) | 0)
  let state = primes.slice(0, 8).map((prime) => ((Math.sqrt(prime) % 1) * 2 ** 32) | 0)
  for (let offset = 0; offset < message.byteLength; offset += 64) {
    state = digestBlock((index) => message.getUint32(offset + index * 4), state, constants)
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
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

function digestBlock(
  readWord: (index: number) => number,
  state: readonly number[],
  constants: readonly number[],
): number[] {
  const words: number[] = []
  const before = (index: number, distance: number): number => words[index - distance] ?? 0
  let registers = [...state]
  for (const [index, constant] of constants.entries()) {
    const [early, late] = [before(index, 15), before(index, 2)]
    const word =
      index < 16
        ? readWord(index)
        : before(index, 16) +
          before(index, 7) +
          (rotate(early, 7, 18) ^ (early >>> 3)) +
          (rotate(late, 17, 19) ^ (late >>> 10))
    words.push(word | 0)
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = registers
    const first = h + (rotate(e, 6, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constant + word
    const second = (rotate(a, 2, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    registers = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g]
  }
  return registers.map((register, index) => (register + (state[index] ?? 0)) | 0)
}

/** The word rotated to the right by each number of bits, all of them combined. */
function rotate(word: number, ...distances: number[]): number {
  return distances.reduce((mixed, bits) => mixed ^ (word >>> bits) ^ (word << (32 - bits)), 0)
}
