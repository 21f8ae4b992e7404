import type { Canary } from './canary.ts'

/** Letters and digits in a row that give a canary away: what is left of 16 characters with signs among them. */
const pieceLength = 14

/** Says which canaries a text shows, whole or in part, plain or encoded. */
export type Detector = (text: string) => string[]

/** Looks for letters and digits alone, so that neither line breaks nor separators nor escapes hide a piece. */
export function createDetector(canaries: readonly Canary[]): Detector {
  const names = new Map<string, string>()
  const short: Canary[] = []
  for (const { name, text } of canaries) {
    const whole = compact(text)
    if (whole.length < pieceLength) short.push({ name, text: whole })
    for (const form of listForms(withoutFrame(text))) {
      for (const piece of listPieces(compact(form))) names.set(piece, name)
    }
  }
  return (text) => {
    const shown = compact(text)
    const found = new Set(short.filter((canary) => shown.includes(canary.text)).map(({ name }) => name))
    for (const piece of listPieces(shown)) {
      const name = names.get(piece)
      if (name !== undefined) found.add(name)
    }
    return [...found]
  }
}

/** Of a key what is its own: every key of its kind has the same lines around it, and begins with the same bytes. */
function withoutFrame(text: string): string {
  const own = text.replace(/-----[A-Z ]+-----/g, '').trim()
  return own === text ? text : own.slice(commonLength)
}

/** Characters of base64 before the modulus of an RSA key in PKCS #8. */
const commonLength = 52

function compact(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '').toLowerCase()
}

function* listPieces(text: string): Generator<string> {
  for (let first = 0; first + pieceLength <= text.length; first += 1) {
    yield text.slice(first, first + pieceLength)
  }
}

function listForms(text: string): string[] {
  const bytes = Buffer.from(text)
  return [
    text,
    [...text].reverse().join(''),
    JSON.stringify(text).replace(/[<>&=']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
    encodeURIComponent(text),
    bytes.toString('hex'),
    // What is encoded together with a text shifts it by 0, 1 or 2 bytes.
    ...[0, 1, 2].map((shift) => {
      const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
      return shifted.slice(shift === 0 ? 0 : 4, -4)
    }),
  ]
}
