import type { LikelyMistake } from './explanation.ts'

type Finding = Omit<LikelyMistake, 'certainty'>

/** The bytes that a received signature may stand for, and what had to be undone to read them so. */
export interface SignatureReading {
  bytes: Buffer
  findings: readonly Finding[]
}

export type SignatureEncoding = 'base64' | 'hex'

const encodingWords: Record<SignatureEncoding, string> = { base64: 'base64', hex: 'lower-case hex' }

const hexPattern = /^(?:[0-9a-fA-F]{2})+$/
const base64Pattern = /^[A-Za-z0-9+/]+={0,2}$/
const base64UrlPattern = /^[A-Za-z0-9_-]+={0,2}$/

interface Unwrapped {
  text: string
  findings: readonly Finding[]
}

const unwrapWith = (
  pattern: RegExp,
  finding: Finding,
  unwrap: (text: string) => string,
): ((unwrapped: Unwrapped) => Unwrapped) => {
  return (unwrapped) =>
    pattern.test(unwrapped.text)
      ? { text: unwrap(unwrapped.text), findings: [...unwrapped.findings, finding] }
      : unwrapped
}

const decodePercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_match, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )

/** What can stand around a signature; each is taken off once, from the outside in. */
const unwrappers = [
  unwrapWith(
    /^\s|\s$/,
    {
      id: 'signature-white-space',
      what: 'The signature has white space or a line break around it.',
      fix: 'Trim it; command-line tools end their output with a line break.',
    },
    (text) => text.trim(),
  ),
  unwrapWith(
    /^b(['"]).*\1$/s,
    {
      id: 'signature-python-bytes',
      what: "The signature is the printed form of Python bytes (b'…').",
      fix: 'Decode the bytes to text before sending them: .decode().',
    },
    (text) => text.slice(2, -1),
  ),
  unwrapWith(
    /^(["'`]).*\1$/s,
    {
      id: 'signature-quoted',
      what: 'The signature stands in quotation marks.',
      fix: 'Send the characters alone; a JSON or shell quoting step added the marks.',
    },
    (text) => text.slice(1, -1),
  ),
  unwrapWith(
    /^(?:Bearer|Signature|HMAC|(?:HMAC-?)?(?:SHA-?(?:1|256|384|512)|MD5))(?: |=|:)(?=.)/i,
    {
      id: 'signature-prefixed',
      what: 'A scheme or the name of an algorithm stands before the signature.',
      fix: 'Send the signature alone.',
    },
    (text) => text.replace(/^[\w-]+[ =:]\s*/, ''),
  ),
  unwrapWith(
    /%[0-9a-f]{2}/i,
    {
      id: 'signature-url-encoded',
      what: 'The signature is URL-encoded (%2B, %2F, %3D).',
      fix: 'Send it as it is; headers and JSON need no URL encoding.',
    },
    decodePercent,
  ),
  unwrapWith(
    /[\r\n]|\\[rn]/,
    {
      id: 'signature-wrapped',
      what: 'The signature has line breaks inside.',
      fix: 'Turn the line wrapping of the base64 encoder off.',
    },
    (text) => text.replace(/\s|\\[rn]/g, ''),
  ),
  unwrapWith(
    / /,
    {
      id: 'signature-plus-lost',
      what: 'The signature has spaces where base64 has a plus sign.',
      fix: 'It was URL-decoded once too often; send it as it was made.',
    },
    (text) => text.replaceAll(' ', '+'),
  ),
  unwrapWith(
    /^0x[0-9a-f]+$/i,
    {
      id: 'signature-hex-prefixed',
      what: 'The signature begins with 0x.',
      fix: 'Send the characters without it.',
    },
    (text) => text.slice(2),
  ),
]

interface Decoded {
  encoding: SignatureEncoding
  bytes: Buffer
  /** How the spelling differs from the plain form of that encoding. */
  spelling: Finding | null
}

const upperCaseHex: Finding = {
  id: 'upper-case-hex',
  what: 'The signature is upper-case hex.',
  fix: 'Use lower-case hex, a to f.',
}

const decodeHex = (text: string): Decoded | null =>
  hexPattern.test(text)
    ? {
        encoding: 'hex',
        bytes: Buffer.from(text, 'hex'),
        spelling: text === text.toLowerCase() ? null : upperCaseHex,
      }
    : null

const decodeBase64 = (text: string): Decoded | null => {
  const isStandard = base64Pattern.test(text)
  if (!isStandard && !base64UrlPattern.test(text)) return null
  const bytes = Buffer.from(text, isStandard ? 'base64' : 'base64url')
  const standard = bytes.toString('base64')
  if (text === standard) return { encoding: 'base64', bytes, spelling: null }
  const spelling = isStandard
    ? {
        id: 'base64-without-padding',
        what: 'The base64 text lacks the equals signs at its end, or has other characters than base64 gives.',
        fix: 'Use standard base64 with its padding.',
      }
    : {
        id: 'base64url-instead-of-base64',
        what: 'The signature is base64url (- and _ for + and /, mostly without =).',
        fix: 'Use standard base64 with its padding.',
      }
  return { encoding: 'base64', bytes, spelling }
}

const decodeOnce = (text: string): Decoded[] =>
  [decodeHex(text), decodeBase64(text)].filter((decoded) => decoded !== null)

const isPrintable = (bytes: Buffer): boolean => bytes.every((byte) => byte > 0x20 && byte < 0x7f)

const otherEncoding = (received: SignatureEncoding, documented: SignatureEncoding): Finding => ({
  id: `${received}-instead-of-${documented}`,
  what: `The signature is ${received}, not ${encodingWords[documented]}.`,
  fix: `Encode the raw bytes of the result as ${encodingWords[documented]}.`,
})

const encodedTwice = (outer: Decoded, inner: Decoded, documented: SignatureEncoding): Finding => ({
  id: `${outer.encoding}-of-${inner.encoding}`,
  what: `The signature is encoded twice: ${outer.encoding} of the ${inner.encoding} text.`,
  fix: `Take the raw bytes of the result and encode them once, as ${encodingWords[documented]}.`,
})

const isFinding = (finding: Finding | null): finding is Finding => finding !== null

/** Every way to read the received text as bytes, the documented one first. */
export const readSignature = (received: string, documented: SignatureEncoding): SignatureReading[] => {
  const { text, findings } = unwrappers.reduce<Unwrapped>((unwrapped, unwrap) => unwrap(unwrapped), {
    text: received,
    findings: [],
  })
  const readings = decodeOnce(text).flatMap((outer): SignatureReading[] => {
    const encoding = outer.encoding === documented ? null : otherEncoding(outer.encoding, documented)
    const once = { bytes: outer.bytes, findings: [...findings, encoding, outer.spelling].filter(isFinding) }
    if (!isPrintable(outer.bytes)) return [once]
    const twice = decodeOnce(outer.bytes.toString('latin1')).map((inner) => ({
      bytes: inner.bytes,
      findings: [...findings, encodedTwice(outer, inner, documented)],
    }))
    return [once, ...twice]
  })
  return readings.sort((left, right) => left.findings.length - right.findings.length)
}

/** What the received text looks like, in words: `128 upper-case hex characters, 64 bytes`. */
export const describeSignature = (received: string): string => {
  if (received === '') return 'nothing'
  const [decoded] = decodeOnce(received)
  if (!decoded) return `${received.length} characters that are neither hex nor base64`
  const casing = decoded.encoding === 'hex' ? (decoded.spelling ? 'upper-case ' : 'lower-case ') : ''
  const url = decoded.spelling?.id === 'base64url-instead-of-base64' ? 'url' : ''
  return `${received.length} ${casing}${decoded.encoding}${url} characters, ${decoded.bytes.length} bytes`
}
