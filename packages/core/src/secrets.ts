const mask = '***'
const cutMark = '…'
const maxTextLength = 200
/** A shorter beginning of a secret says nothing about the rest. */
const minTellingLength = 4
/** A shorter piece of base64 would also match ordinary words. */
const minBase64Length = 8
/** Letters and digits in a row that give a secret away; shorter pieces are also found in names of fields. */
const pieceLength = 12

/** A text that must not be printed. */
export interface Secret {
  /** How it can look; worked out at the first call and kept, because the lines of a key have hundreds of forms. */
  forms(): readonly string[]
  /** Those that have too few letters and digits to have pieces. */
  shortForms(): readonly string[]
  /** Every run of `pieceLength` letters and digits in its forms, in lower case and without what stands between. */
  pieces(): ReadonlySet<string>
  /** The numbers that the beginnings of its pieces are. */
  beginnings(): ReadonlySet<number>
}

/** An empty text is no secret and has no forms. */
export function createSecret(text: string): Secret {
  const forms = once(() => (text === '' ? [] : listForms(text.toWellFormed()).concat(text)))
  const pieces = once(() => new Set([reverse(text), ...forms()].flatMap(listPieces)))
  return {
    forms,
    shortForms: once(() => forms().filter((form) => listPieces(form).length === 0)),
    pieces,
    beginnings: once(() => new Set(Array.from(pieces(), (piece) => readBeginning(piece, 0)))),
  }
}

function once<Value>(make: () => NonNullable<Value>): () => NonNullable<Value> {
  let made: NonNullable<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Cuts every secret out of a text, also where the provider echoes it URL-encoded, as base64 or hex, escaped as JSON, in
 * another case, backwards, in part, or with anything but letters and digits in between, or where `toPlainLine` cut it.
 */
export function maskSecrets(text: string, secrets: readonly Secret[]): string {
  // Almost every text has none: then it has no piece of one, and only what has no pieces has to be looked for.
  const isTelling = text.endsWith(cutMark) || findPieces(text, secrets).length > 0
  const forms = secrets.flatMap((secret) => (isTelling ? secret.forms() : secret.shortForms()))
  if (forms.length === 0) return text
  forms.sort((left, right) => right.length - left.length)
  return maskPieces(maskCutForm(forms.reduce(maskForm, text), forms), secrets)
}

function maskForm(text: string, form: string): string {
  return form.length > text.length ? text : text.replace(new RegExp(escapePattern(form), 'gi'), mask)
}

/** Masks every stretch of the text whose letters and digits are pieces of a secret, whatever stands between them. */
function maskPieces(text: string, secrets: readonly Secret[]): string {
  const hidden = findPieces(text, secrets)
  if (hidden.length === 0) return text
  const letters = [...text.matchAll(letterPattern)]
  let masked = ''
  let done = 0
  let hiddenUntil = -1
  for (const first of hidden) {
    const last = first + pieceLength - 1
    if (first > hiddenUntil) masked += text.slice(done, letters[first]?.index) + mask
    hiddenUntil = last
    done = (letters[last]?.index ?? 0) + 1
  }
  return masked + text.slice(done)
}

/** The places where a piece of a secret begins. */
function findPieces(text: string, secrets: readonly Secret[]): number[] {
  const letters = toLetters(text)
  const places: number[] = []
  for (let place = 0; place + pieceLength <= letters.length; place += 1) {
    const beginning = readBeginning(letters, place)
    for (const { beginnings, pieces } of secrets) {
      if (!beginnings().has(beginning) || !pieces().has(letters.slice(place, place + pieceLength))) continue
      places.push(place)
      break
    }
  }
  return places
}

/** The first four letters as a number, which can be looked up without making a text. */
function readBeginning(letters: string, place: number): number {
  let number = 0
  for (let index = place; index < place + 4; index += 1) number = number * 128 + letters.charCodeAt(index)
  return number
}

const letterPattern = /[A-Za-z0-9]/g
const betweenLetters = /[^A-Za-z0-9]+/g

function toLetters(text: string): string {
  return text.replace(betweenLetters, '').toLowerCase()
}

function listPieces(text: string): string[] {
  const letters = toLetters(text)
  const count = Math.max(0, letters.length - pieceLength + 1)
  return Array.from({ length: count }, (_, first) => letters.slice(first, first + pieceLength))
}

function reverse(text: string): string {
  return [...text].reverse().join('')
}

/** Makes a foreign text fit for an error: one line, at most 200 characters and the mark of the cut. */
export function toPlainLine(text: string): string {
  const line = toOneLine(text).trim()
  return line.length > maxTextLength ? line.slice(0, maxTextLength) + cutMark : line
}

function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/** How a secret can look in a text that the provider built around it. */
function listForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  return [
    toOneLine(secret),
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/[<>&=']/g, toUnicodeEscape),
    ...listByteForms(new TextEncoder().encode(secret)),
  ]
}

function toUnicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function listByteForms(bytes: Uint8Array): string[] {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const base64 = [toBase64(bytes, 0), ...listBase64Cores(bytes)]
  return [hex, ...base64, ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))]
}

/**
 * The characters of its base64 form that stay the same whatever is encoded together with it, for each of the three
 * places that a byte can have in a group.
 */
function listBase64Cores(bytes: Uint8Array): string[] {
  return [0, 1, 2]
    .map((bytesBefore) => {
      const firstOwn = bytesBefore === 0 ? 0 : bytesBefore + 1
      const whole = Math.floor(((bytesBefore + bytes.length) * 8) / 6)
      return toBase64(bytes, bytesBefore).slice(firstOwn, whole)
    })
    .filter((core) => core.length >= minBase64Length)
}

function toBase64(bytes: Uint8Array, bytesBefore: number): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa('\0'.repeat(bytesBefore) + characters).replace(/=+$/, '')
}

/** A text that was cut may end in the beginning of a secret. */
function maskCutForm(text: string, forms: readonly string[]): string {
  if (!text.endsWith(cutMark)) return text
  const kept = text.slice(0, -cutMark.length)
  const length = Math.max(0, ...forms.map((form) => measureOverlap(kept, form)))
  return length < minTellingLength ? text : kept.slice(0, -length) + mask + cutMark
}

/** How many characters at the end of the text are the beginning of the form. */
function measureOverlap(text: string, form: string): number {
  for (let length = Math.min(form.length - 1, text.length); length > 0; length -= 1) {
    if (isSameWord(text.slice(-length), form.slice(0, length))) return length
  }
  return 0
}

function isSameWord(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
