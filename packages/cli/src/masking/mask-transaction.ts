import { redactTransaction, type Transaction } from '@cekstatus/core'
import { createSecret, isRecord, maskSecrets, type Secret } from '@cekstatus/core/provider'
import { isTellingName } from './telling-names.ts'

const mask = '***'
/** Shorter texts occur in too many others. */
const minQuotedLength = 4
/** Longer texts are masked where they are repeated literally; looking for their encoded forms takes seconds. */
const maxEncodedLength = 1_000

/**
 * Returns a copy that is safe to print: licenses, targets, customer data and pay links are masked wherever they occur,
 * including in `raw`. `personalFields` are the provider's paths to such data.
 */
export function maskTransaction(transaction: Transaction, personalFields: readonly string[]): Transaction {
  const covered = new Set(personalFields)
  const personal = [
    ...transaction.lines.flatMap(({ target, license }) => [target, license]),
    ...listScalars(transaction.raw, '', (path, name) => covered.has(path) || isTellingName(name)),
  ].filter((text) => text !== null && text.length >= minQuotedLength)
  const references = [transaction.merchantReference, transaction.providerReference].filter(
    (reference) => reference !== null,
  )
  const cleanText = createTextMask(new Set(personal), references)
  const redacted = redactTransaction(transaction)
  const clean = (text: string | null): string | null => (text === null ? null : cleanText(text))
  return {
    ...redacted,
    reason: clean(redacted.reason),
    lines: redacted.lines.map((line) => ({
      ...line,
      name: clean(line.name),
      reason: clean(line.reason),
      serialNumber: clean(line.serialNumber),
    })),
    warnings: redacted.warnings.map((warning) => ({ ...warning, message: cleanText(warning.message) })),
    raw: maskBody(transaction.raw, '', covered, cleanText),
  }
}

/** Masks links, mail addresses and phone numbers in a provider's text, such as an error message. */
export const maskForeignText = createTextMask(new Set(), [])

type MaskText = (text: string) => string

/** Masks known texts, links, mail addresses and Indonesian phone numbers; references stay. */
function createTextMask(personal: ReadonlySet<string | null>, references: readonly string[]): MaskText {
  const texts = [...personal].filter((text) => text !== null)
  const secrets: Secret[] = texts.filter(({ length }) => length <= maxEncodedLength).map(createSecret)
  const long = texts.filter(({ length }) => length > maxEncodedLength)
  const isReference = (text: string): boolean => references.some((reference) => reference.includes(text))
  return (text) => {
    if (references.includes(text)) return text
    const withoutLong = long.reduce((rest, secret) => rest.replaceAll(secret, mask), text)
    const withoutLinks = maskAround(maskSecrets(withoutLong, secrets), '://', /[a-z0-9+.-]/i, /\S+/y)
    return maskAround(withoutLinks, '@', mailBefore, mailAfter).replace(
      /(?<![\p{L}\p{N}])(\+?62|0)8\d{7,11}(?![\p{L}\p{N}])/gu,
      (number) => (isReference(number) ? number : mask),
    )
  }
}

/** Tested with one UTF-16 unit, so halves of surrogate pairs are included. */
const mailBefore = /[\p{L}\p{N}\p{Cs}._%+-]/u
const mailAfter = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy

/**
 * Masks each marker with the characters of `before` to its left and the match of the sticky `after` to its right.
 * Searching for the marker first keeps the time linear; one pattern for the whole takes quadratic time in a long run
 * of letters.
 */
function maskAround(text: string, marker: string, before: RegExp, after: RegExp): string {
  let masked = ''
  let from = 0
  let at = text.indexOf(marker)
  while (at >= 0) {
    let start = at
    while (start > from && before.test(text[start - 1] ?? '')) start -= 1
    let next = at + marker.length
    after.lastIndex = next
    if (start < at && after.test(text)) {
      masked += text.slice(from, start) + mask
      from = after.lastIndex
      next = from
    }
    at = text.indexOf(marker, next)
  }
  return masked + text.slice(from)
}

/** Lists every text and number at or below the chosen fields. */
function listScalars(
  value: unknown,
  path: string,
  isChosen: (path: string, name: string) => boolean,
  chosen = false,
): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => listScalars(item, `${path}[]`, isChosen, chosen))
  if (!isRecord(value)) {
    return chosen && (typeof value === 'string' || typeof value === 'number') ? [String(value)] : []
  }
  return Object.entries(value).flatMap(([name, item]) => {
    const below = path === '' ? name : `${path}.${name}`
    return listScalars(item, below, isChosen, chosen || isChosen(below, name) || isChosen(`${below}[]`, name))
  })
}

function maskBody(value: unknown, path: string, covered: ReadonlySet<string>, cleanText: MaskText): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number') {
    const text = String(value)
    return cleanText(text) === text ? value : mask
  }
  if (Array.isArray(value)) return value.map((item) => maskBody(item, `${path}[]`, covered, cleanText))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const below = path === '' ? name : `${path}.${name}`
      const hidden = covered.has(below) || covered.has(`${below}[]`) || isTellingName(name)
      return [cleanText(name), hidden ? maskAll(item) : maskBody(item, below, covered, cleanText)]
    }),
  )
}

/** Null, empty texts and booleans stay: they identify no person. */
function maskAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskAll)
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskAll(item)]))
  }
  return value === null || value === '' || typeof value === 'boolean' ? value : mask
}
