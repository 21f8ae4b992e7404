import { readCredentialSession } from '../session/credential-session.ts'
import {
  type ExplainedRequest,
  headerOf,
  type LikelyMistake,
  possible,
  type SignatureExplanation,
  seen,
} from './explanation.ts'
import { maskSecret, withoutSecrets } from './mask.ts'

/** Where a provider expects its key or token, spelled as on its page. */
export interface CredentialPlace {
  header: string
  scheme: 'Bearer' | null
}

interface PatternMistake {
  pattern: RegExp
  id: string
  fix: string
}

/** How a provider without signatures recognizes its caller. */
export interface CredentialRule {
  /** The provider's call, named as the folder of its fixtures. */
  call: string
  /** In sentences: `API key`. */
  name: string
  credential: string
  /** The usual place first. */
  places: readonly [CredentialPlace, ...CredentialPlace[]]
  /** What callers of this provider send instead. */
  confusions: readonly PatternMistake[]
}

const otherScheme = /^(Basic|Digest|Token|ApiKey|Api-Key|Key|JWT|Negotiate|OAuth)[ :=]+/i
const bearerTwice = /^Bearer[\s:=]+Bearer\b/i

/** What can be wrong before the credential, by whether the page wants the word Bearer; the first row is named. */
const schemeMistakes: Record<'wanted' | 'unwanted', readonly PatternMistake[]> = {
  wanted: [
    { id: 'bearer-doubled', fix: 'the word Bearer is there twice; write it once', pattern: bearerTwice },
    { id: 'wrong-scheme', fix: 'another scheme precedes the credential; write Bearer', pattern: otherScheme },
    {
      id: 'scheme-missing',
      fix: 'the word Bearer is missing; write it before the credential',
      pattern: /^(?!Bearer\b)/i,
    },
    {
      id: 'bearer-without-space',
      fix: 'Bearer is not followed by a space; write one',
      pattern: /^Bearer\b(?! +[^\s:=])/i,
    },
  ],
  unwanted: [
    {
      id: 'bearer-doubled',
      fix: 'Bearer precedes the credential twice; send it alone',
      pattern: bearerTwice,
    },
    { id: 'wrong-scheme', fix: 'a scheme precedes the credential; send it alone', pattern: otherScheme },
    { id: 'scheme-not-wanted', fix: 'Bearer precedes the credential; send it alone', pattern: /^Bearer\b/i },
  ],
}

/** What can be around or in the credential; every row that applies is named. */
const formMistakes: readonly PatternMistake[] = [
  {
    id: 'credential-quoted',
    fix: 'quotation marks surround the credential; remove them',
    pattern: /^["'`].*["'`]$/s,
  },
  {
    id: 'credential-in-brackets',
    fix: 'brackets surround the credential; remove them',
    pattern: /^[<{[].*[>}\]]$/s,
  },
  {
    id: 'credential-white-space',
    fix: 'the credential has white space, a line break or an invisible character; trim it where it is read',
    pattern: /[^\x21-\x7e]|\\[nrt]/,
  },
  {
    id: 'credential-url-encoded',
    fix: 'the credential is URL-encoded; send it as it is',
    pattern: /%[0-9a-f]{2}/i,
  },
]

const unset =
  /^(undefined|null|none|nil|true|false|NaN|\[object \w+\]|\$?\{.*\}|\$\w+|%\w+%|process\.env\.\w+)?$/i

function fitting(rows: readonly PatternMistake[], text: string): LikelyMistake[] {
  return rows.filter(({ pattern }) => pattern.test(text)).map(({ id, fix }) => seen(id, fix))
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Names what is around a header's credential and returns the credential without that. */
export function explainHeaderForm(received: string, { scheme }: CredentialPlace) {
  const value = received.replace(/^(.+), \1$/, '$1')
  const text = value.replace(/^(Bearer\b[\s:=]*)+/i, '').replace(otherScheme, '')
  if (unset.test(text)) {
    const fix = 'the credential is empty or an unset variable; read it before the call'
    return { credential: '', mistakes: [seen('credential-missing', fix)] }
  }
  return {
    credential: decodePercent(text)
      .replace(/[^\x21-\x7e]|\\[nrt]/g, '')
      .replace(/^["'`<{[]+|["'`>}\]]+$/g, ''),
    mistakes: [
      ...(value === received ? [] : [seen('header-twice', 'the header was sent twice; send it once')]),
      ...fitting(schemeMistakes[scheme ? 'wanted' : 'unwanted'], value).slice(0, 1),
      ...fitting(formMistakes, text),
    ],
  }
}

const usualConfusions: readonly PatternMistake[] = [
  {
    id: 'credential-placeholder',
    fix: 'the credential is a placeholder from a page; send the one that the mock prints',
    pattern: /(your|my|insert|paste|change)[-_ ]?(api|key|token|secret|me)|x{4,}|\*{3,}|\.{3}/i,
  },
  {
    id: 'credential-of-another-provider',
    fix: "the credential is that of another provider's mock; send the one that this mock prints",
    pattern: /^(sk_(live|test)_mock_[a-z]+|mock-public-access-token)\b/,
  },
]

/** How a credential can differ from the right one; the first row is named. */
function explainCredential(text: string, { credential, name, confusions }: CredentialRule): LikelyMistake {
  const part = text.length >= 6 ? text : credential
  const decoded = Buffer.from(text, 'base64').toString()
  const rows: ReadonlyArray<[fits: boolean, id: string, fix: string]> = [
    [
      decoded.replace(/^:|:$/g, '') === credential,
      'credential-encoded',
      'is encoded as base64; send it as it is',
    ],
    [
      text.toLowerCase() === credential.toLowerCase(),
      'credential-case',
      'is in another case; send it as it is',
    ],
    [
      credential.startsWith(part) || credential.endsWith(part),
      'credential-cut',
      'is cut off; copy all of it',
    ],
    [text.startsWith(`${credential}.`), 'session-name', 'is followed by a text that is no name of a session'],
    [
      text.startsWith(credential) || text.endsWith(credential),
      'credential-extended',
      'has more attached; send it alone',
    ],
  ]
  const [, id, fix] = rows.find(([fits]) => fits) ?? []
  if (id) return seen(id, `the ${name} ${fix}`)
  const [confusion] = fitting([...confusions, ...usualConfusions], text)
  const send = `send the one that this mock prints`
  return (
    confusion ?? possible('another-credential', `none of the known mistakes fits: another ${name}; ${send}`)
  )
}

const credentialName = /api_?-?key|token|^auth|authorization|^key$/i

/** Finds a credential outside its header. */
function searchElsewhere({ headers, query, body }: ExplainedRequest, rule: CredentialRule): LikelyMistake {
  const { name, places } = rule
  const [{ header, scheme }] = places
  const expected = `send ${header}: ${scheme ? `${scheme} ` : ''}<${name}>`
  const isElsewhere = (key: string) => credentialName.test(key) && headers[key] !== ''
  const taken = places.map((place) => place.header.toLowerCase())
  const rows: ReadonlyArray<[fits: boolean, id: string, what: string]> = [
    [
      Object.keys(headers).some((key) => !taken.includes(key) && isElsewhere(key)),
      'wrong-header-name',
      `the ${name} is in another header`,
    ],
    [
      [...query.keys()].some((key) => credentialName.test(key)),
      'credential-in-query',
      `the ${name} is in the address, which ends up in logs`,
    ],
    [/"[^"]*(?:api_?-?key|token)[^"]*"\s*:/i.test(body), 'credential-in-body', `the ${name} is in the body`],
  ]
  const [, id = 'header-missing', what = `the header ${header} is missing`] =
    rows.find(([fits]) => fits) ?? []
  return seen(id, `${what}; ${expected}`)
}

function isRight(value: string, { scheme }: CredentialPlace, credential: string): boolean {
  const start = scheme ? `${scheme} ` : ''
  const received = scheme ? value.replace(/^bearer +/i, start) : value
  return readCredentialSession(received, start + credential, '.') !== undefined
}

/** Explains a call that is recognized by a key or token in a header. */
export function explainHeaderCredential(
  request: ExplainedRequest,
  rule: CredentialRule,
): SignatureExplanation {
  const { places, credential, name } = rule
  const values = places.map((place) => ({ place, value: headerOf(request, place.header) }))
  const sent = values.filter(({ value }) => value !== '')
  const verifies = sent.some(({ place, value }) => isRight(value, place, credential))
  const [first] = sent
  const explain = (value: string, place: CredentialPlace) => {
    const form = explainHeaderForm(value, place)
    const isKnown = readCredentialSession(form.credential, credential, '.') !== undefined
    return isKnown || form.credential === ''
      ? form.mistakes
      : [...form.mistakes, explainCredential(form.credential, rule)]
  }
  const mistakes = verifies
    ? []
    : first
      ? explain(first.value, first.place)
      : [searchElsewhere(request, rule)]
  const [{ header, scheme }] = places
  return withoutSecrets(
    {
      call: rule.call,
      verifies,
      summary: verifies
        ? `The ${name} is right.`
        : `Refused because ${mistakes.map(({ fix }) => fix).join('; ')}.`,
      stages: [
        {
          name,
          expected: `${header}: ${scheme ? `${scheme} ` : ''}<${name}>, ${maskSecret(credential)}`,
          received: first ? `${first.place.header}: ${maskSecret(first.value)}` : 'missing',
          agrees: verifies,
        },
      ],
      mistakes,
    },
    [{ name, text: credential }, ...sent.map(({ value }) => ({ name: `${name} received`, text: value }))],
  )
}
