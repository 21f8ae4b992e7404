import { permutationsOf } from './string-deviations.ts'
import type { TextDeviation } from './text-deviations.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

interface PrintStyle {
  itemSeparator?: string
  nameSeparator?: string
  /** Rewrites the text of a string as `JSON.stringify` gives it. */
  escapeText?: (text: string) => string
  number?: (value: number) => string
  string?: (text: string) => string
  /** Decides the members and their order. */
  members?: (members: [string, Json][]) => [string, Json][]
}

/** Writes JSON as other languages do. */
const print = (value: Json, style: PrintStyle): string => {
  const { itemSeparator = ',', escapeText = (text) => text } = style
  if (typeof value === 'number') return style.number?.(value) ?? JSON.stringify(value)
  if (typeof value === 'string') return style.string?.(value) ?? escapeText(JSON.stringify(value))
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => print(item, style)).join(itemSeparator)}]`
  return printMembers(Object.entries(value), style)
}

const printMembers = (members: [string, Json][], style: PrintStyle): string => {
  const { itemSeparator = ',', nameSeparator = ':', escapeText = (text) => text } = style
  return `{${(style.members?.(members) ?? members)
    .map(([name, member]) => `${escapeText(JSON.stringify(name))}${nameSeparator}${print(member, style)}`)
    .join(itemSeparator)}}`
}

const escapeUnicode = (text: string): string =>
  text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const escapeHtml = (text: string): string =>
  text.replace(/[<>&]/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`)

const escapeSlashes = (text: string): string => text.replaceAll('/', '\\/')

const sendSigned = 'Make the body text once; sign those characters and send those characters.'

const formEncode = (value: { [name: string]: Json }): string =>
  new URLSearchParams(
    Object.entries(value).map(([name, member]) => [name, member === null ? '' : String(member)]),
  ).toString()

const sortMembers = (members: [string, Json][]): [string, Json][] =>
  [...members].sort(([left], [right]) => (left < right ? -1 : 1))

/** Members in another order; more than four would be too many orders to try. */
const memberOrders = (value: { [name: string]: Json }): string[] => {
  const members = Object.entries(value)
  const orders = members.length > 4 ? [[...members].reverse()] : permutationsOf(members)
  return [print(value, { members: sortMembers }), ...orders.map((order) => printMembers(order, {}))]
}

const isDigits = (text: string): boolean => /^(0|[1-9]\d{0,14})$/.test(text)

/** What else can have been written from the same values; `knownMembers` are those that the page names. */
const rewritten = (value: Json, knownMembers: readonly string[]): TextDeviation[] => {
  const written = (what: string, text: string): TextDeviation => ({
    id: 'body-re-serialized',
    what: `The body was written anew for signing: ${what}.`,
    fix: sendSigned,
    text,
  })
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const members = isObject ? value : {}
  const withNulls = Object.fromEntries([
    ...Object.entries(members),
    ...knownMembers.filter((name) => !Object.hasOwn(members, name)).map((name) => [name, null] as const),
  ])
  return [
    written('numbers or characters are spelled as JSON.stringify spells them', JSON.stringify(value)),
    ...[2, 4, '\t'].map((indent) =>
      written('it has line breaks and indentation', JSON.stringify(value, null, indent)),
    ),
    written(
      'it has a space after each comma and colon, as Python writes it',
      print(value, { itemSeparator: ', ', nameSeparator: ': ' }),
    ),
    written('it has a space after each colon', print(value, { nameSeparator: ': ' })),
    written('it has a space after each comma', print(value, { itemSeparator: ', ' })),
    written(
      'it has spaces as Python writes them, and characters beyond ASCII as \\u…',
      print(value, { itemSeparator: ', ', nameSeparator: ': ', escapeText: escapeUnicode }),
    ),
    written('characters beyond ASCII are written as \\u…', print(value, { escapeText: escapeUnicode })),
    written('slashes are written as \\/, as PHP does', print(value, { escapeText: escapeSlashes })),
    written(
      'slashes and characters beyond ASCII are escaped, as PHP does',
      print(value, { escapeText: (text) => escapeUnicode(escapeSlashes(text)) }),
    ),
    written('<, > and & are written as \\u00…, as Go does', print(value, { escapeText: escapeHtml })),
    ...(isObject
      ? memberOrders(members).map((text) => written('its members are in another order', text))
      : []),
    written(
      'members that are null are left out',
      print(value, { members: (list) => list.filter(([, member]) => member !== null) }),
    ),
    ...(isObject
      ? [
          written('members that were not sent are null in it', JSON.stringify(withNulls)),
          written(
            'members that were not sent, or are null, are empty text in it',
            JSON.stringify(
              Object.fromEntries(Object.entries(withNulls).map(([name, member]) => [name, member ?? ''])),
            ),
          ),
        ]
      : []),
    written('its numbers are text', print(value, { number: (item) => JSON.stringify(String(item)) })),
    written(
      'text of digits became numbers',
      print(value, { string: (text) => (isDigits(text) ? text : JSON.stringify(text)) }),
    ),
    written(
      'its whole numbers have decimals (1.0)',
      print(value, { number: (item) => (Number.isInteger(item) ? `${item}.0` : String(item)) }),
    ),
    written(
      'its whole numbers have two decimals (1.00)',
      print(value, { number: (item) => (Number.isInteger(item) ? `${item}.00` : String(item)) }),
    ),
    ...(isObject
      ? [
          {
            id: 'body-form-encoded',
            what: 'The signed body is form-encoded (a=1&b=2), the sent one is JSON.',
            fix: sendSigned,
            text: formEncode(members),
          },
        ]
      : []),
    {
      id: 'body-encoded-twice',
      what: 'The body was passed through a JSON encoder twice before signing.',
      fix: sendSigned,
      text: JSON.stringify(JSON.stringify(value)),
    },
  ]
}

const parse = (body: string): Json | undefined => {
  try {
    return JSON.parse(body.replace(/^\ufeff/, '')) as Json
  } catch {
    return undefined
  }
}

const rareIds = new Set(['body-not-text', 'body-encoded-twice', 'body-lower-cased', 'body-byte-order-mark'])

/** Nobody nests an inquiry; a writer that calls itself must not run out of stack over it. */
const deepestVaried = 50

const isShallow = (body: string): boolean => {
  let depth = 0
  for (const character of body) {
    if (character === '[' || character === '{') depth += 1
    if (character === ']' || character === '}') depth -= 1
    if (depth > deepestVaried) return false
  }
  return true
}

/** A status inquiry takes a hundred characters; a far longer body is not written anew in twenty ways. */
const longestVaried = 16_384

/**
 * What else can have been hashed in the place of the body, given the text as received and the text that counts.
 * `knownMembers` are the members that the page names.
 */
export const bodyDeviations = (
  received: string,
  minified: string,
  knownMembers: readonly string[],
): TextDeviation[] => {
  const value = received.length <= longestVaried && isShallow(received) ? parse(received) : undefined
  const other = (id: string, what: string, fix: string, text: string): TextDeviation => ({
    id,
    what,
    fix,
    text,
  })
  const deviations = [
    other(
      'body-not-minified',
      'The body was hashed as it was sent, with its white space.',
      'Hash it without the white space outside strings, or send it without any.',
      received,
    ),
    other(
      'body-line-break',
      'A line break follows the body that was hashed.',
      'Hash the body alone; echo and heredocs end with a line break.',
      `${minified}\n`,
    ),
    other('body-line-break', 'A line break follows the body that was hashed.', sendSigned, `${received}\n`),
    other(
      'body-line-break',
      'A Windows line break follows the body that was hashed.',
      sendSigned,
      `${minified}\r\n`,
    ),
    other(
      'body-byte-order-mark',
      'A byte order mark stands before the body that was hashed.',
      'Write the body as UTF-8 without a mark.',
      `\ufeff${minified}`,
    ),
    other(
      'body-byte-order-mark',
      'The body was sent with a byte order mark and hashed without it.',
      'Send it as UTF-8 without a mark.',
      minified.replace(/^\ufeff/, ''),
    ),
    other('body-empty', 'An empty body was hashed.', 'Hash the body that is sent.', ''),
    other('body-empty', 'The body {} was hashed.', 'Hash the body that is sent.', '{}'),
    other('body-empty', 'The body [] was hashed.', 'Hash the body that is sent.', '[]'),
    ...['null', 'undefined', '[object Object]', 'None', 'Array'].map((text) =>
      other(
        'body-not-text',
        `The text "${text}" was hashed: the body was not turned into JSON first.`,
        sendSigned,
        text,
      ),
    ),
    other(
      'body-lower-cased',
      'The whole body was changed to lower case before hashing.',
      'Only the hex digits of the hash are lower case.',
      minified.toLowerCase(),
    ),
    other(
      'body-without-any-white-space',
      'White space inside strings was removed too.',
      'Remove white space outside strings only.',
      received.replace(/\s/g, ''),
    ),
    ...(value === undefined ? [] : rewritten(value, knownMembers)),
  ]
  const seen = new Set([minified])
  return deviations
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .map((deviation) => (rareIds.has(deviation.id) ? { ...deviation, alone: true as const } : deviation))
}
