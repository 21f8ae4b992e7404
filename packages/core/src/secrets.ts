const mask = '***'
const cutMark = '…'
const maxTextLength = 200
/** A shorter beginning of a secret reveals nothing about the rest. */
const minTellingLength = 4

/** A text that must not be printed. */
export interface Secret {
  /** The text and its encoded forms; created at the first call, because most responses contain none. */
  forms(): readonly string[]
}

/** An empty text has no forms. */
export function createSecret(text: string): Secret {
  let forms: string[] | undefined
  return {
    forms: () => {
      forms ??= text === '' ? [] : listForms(text)
      return forms
    },
  }
}

/**
 * Masks every secret in a text, in any case of letters: as it is, URL-encoded, escaped as JSON, as base64 or hex, and
 * its beginning where `toPlainLine` cut the text.
 */
export function maskSecrets(text: string, secrets: readonly Secret[]): string {
  const forms = secrets.flatMap((secret) => secret.forms()).sort((left, right) => right.length - left.length)
  return maskCutForm(forms.reduce(maskForm, text), forms)
}

function maskForm(text: string, form: string): string {
  return form.length > text.length ? text : text.replace(new RegExp(escapePattern(form), 'gi'), mask)
}

/** Makes one line of at most 200 characters; a cut ends in `…`. */
export function toPlainLine(text: string): string {
  const line = toOneLine(text).trim()
  return line.length > maxTextLength ? line.slice(0, maxTextLength) + cutMark : line
}

function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

function listForms(text: string): string[] {
  const secret = text.toWellFormed()
  const json = JSON.stringify(secret).slice(1, -1)
  const bytes = new TextEncoder().encode(secret)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  // Without the last character where the next byte changes it, as in a `user:password` pair.
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).slice(
    0,
    Math.floor((bytes.length * 8) / 6),
  )
  return [
    text,
    toOneLine(secret),
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    json,
    // Of a body inside another JSON text, such as the options of a `fetch`.
    JSON.stringify(json).slice(1, -1),
    // PHP escapes slashes, and Gson what HTML would read.
    json.replaceAll('/', '\\/'),
    json.replace(/[<>&=']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
    hex,
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ]
}

/** A cut text may end in the beginning of a secret. */
function maskCutForm(text: string, forms: readonly string[]): string {
  if (!text.endsWith(cutMark)) return text
  const kept = text.slice(0, -cutMark.length)
  const length = Math.max(0, ...forms.map((form) => measureOverlap(kept, form)))
  return length < minTellingLength ? text : kept.slice(0, -length) + mask + cutMark
}

/** Returns how many characters at the end of the text are the beginning of the form. */
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
