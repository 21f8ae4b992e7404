import { readCredentialSession } from '../session/credential-session.ts'
import {
  type ExplainedRequest,
  firstApplying,
  headerOf,
  type LikelyMistake,
  possible,
  type Row,
  type SignatureExplanation,
  seen,
} from './explanation.ts'
import { clip, maskSecret, withoutSecrets } from './mask.ts'

/** Where a provider expects its key or token, spelled as on its page. */
export interface CredentialPlace {
  header: string
  scheme: 'Bearer' | 'Basic' | null
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

const schemes = /^((Bearer|Basic|Digest|Token|ApiKey|Api-Key|Key|JWT|OAuth)([\s:=]+|$))+/i

/** What can be wrong before the credential. */
function explainScheme(value: string, scheme: CredentialPlace['scheme']): LikelyMistake[] {
  const words = (schemes.exec(value)?.[0] ?? '').match(/[^\s:=]+/g) ?? []
  const isOther = words[0]?.toLowerCase() !== scheme?.toLowerCase()
  const isSpaced = !scheme || value.slice(scheme.length).startsWith(' ')
  const rows: readonly Row[] = [
    [words.length > 1, 'scheme-doubled', `the header begins with ${words.slice(0, 2).join(' ')}`],
    [!scheme && words.length > 0, 'scheme-not-wanted', `the header begins with ${words[0]}`],
    [words.length > 0 && isOther, 'wrong-scheme', `the header begins with ${words[0]}`],
    [isOther || !isSpaced, 'scheme-missing', `the header does not begin with ${scheme} and a space`],
  ]
  const mistake = firstApplying(rows, scheme ? `send ${scheme} <credential>` : 'send the credential alone')
  return mistake ? [mistake] : []
}

/** What can be around or in the credential; every row that applies is named. */
const formMistakes: readonly PatternMistake[] = [
  {
    id: 'credential-quoted',
    fix: 'quotation marks or brackets surround the credential; remove them',
    pattern: /^["'`<{[].*["'`>}\]]$/s,
  },
  {
    id: 'credential-white-space',
    fix: 'the credential has white space or an invisible character; trim it where it is read',
    pattern: /[^\x21-\x7e]|\\[nrt]/,
  },
]

const unset =
  /^(undefined|null|none|nil|true|false|NaN|\[object \w+\]|\$?\{.*\}|\$\w+|%\w+%|process\.env\.\w+)?$/i

function fitting(rows: readonly PatternMistake[], text: string): LikelyMistake[] {
  return rows.filter(({ pattern }) => pattern.test(text)).map(({ id, fix }) => seen(id, fix))
}

/** Names what is around a header's credential and returns the credential without that. */
export function explainHeaderForm(received: string, scheme: CredentialPlace['scheme']) {
  const value = received.replace(/^(.+), \1$/, '$1')
  const text = value.replace(schemes, '')
  if (unset.test(text)) {
    const fix = 'the credential is empty or an unset variable; read it before the call'
    return { credential: '', mistakes: [seen('credential-missing', fix)] }
  }
  return {
    credential: text.replace(/[^\x21-\x7e]|\\[nrt]/g, '').replace(/^["'`<{[]+|["'`>}\]]+$/g, ''),
    mistakes: [
      ...(value === received ? [] : [seen('header-twice', 'the header was sent twice; send it once')]),
      ...explainScheme(value, scheme),
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

/** How a credential can differ from the right one. */
export function explainCredential(text: string, { credential: right, name, confusions }: CredentialRule) {
  const part = text.length >= 6 ? text : right
  const decoded = Buffer.from(text, 'base64').toString().replace(/^:|:$/g, '')
  const isLonger = text.startsWith(right) || text.endsWith(right)
  const rows: readonly Row[] = [
    [decoded === right, 'credential-encoded', `the ${name} is encoded as base64`],
    [text.toLowerCase() === right.toLowerCase(), 'credential-case', `the ${name} is in another case`],
    [right.startsWith(part) || right.endsWith(part), 'credential-cut', `the ${name} is cut off`],
    [text.startsWith(`${right}.`), 'session-name', `the text after the ${name} is not the name of a session`],
    [isLonger, 'credential-extended', `the ${name} has more attached`],
  ]
  const [confusion] = fitting([...confusions, ...usualConfusions], text)
  const other = `none of the known mistakes fits; send the ${name} that this mock prints`
  return firstApplying(rows, 'send it as printed') ?? confusion ?? possible('another-credential', other)
}

function isCredentialName(name: string): boolean {
  return /api_?-?key|token|^auth|authorization|^key$/i.test(name)
}

/** Finds a credential outside its header. */
function searchElsewhere({ headers, query, body }: ExplainedRequest, { name, places }: CredentialRule) {
  const [{ header, scheme }] = places
  const isInBody = /"[^"]*(?:api_?-?key|token)[^"]*"\s*:/i.test(body)
  const others = Object.keys(headers).filter((key) => headers[key] !== '' && isCredentialName(key))
  const rows: readonly Row[] = [
    [others.length > 0, 'wrong-header-name', `the ${name} is in the header ${clip(others[0] ?? '', 40)}`],
    [[...query.keys()].some(isCredentialName), 'credential-in-query', `the ${name} is in the address`],
    [isInBody, 'credential-in-body', `the ${name} is in the body`],
  ]
  const fix = `send ${header}: ${scheme ? `${scheme} ` : ''}<${name}>`
  return firstApplying(rows, fix) ?? seen('header-missing', `the header ${header} is missing; ${fix}`)
}

function isRight(value: string, { scheme }: CredentialPlace, credential: string): boolean {
  const start = scheme ? `${scheme} ` : ''
  const received = scheme
    ? value.replace(/^[a-z]+ +/i, (word) =>
        word.trim().toLowerCase() === scheme.toLowerCase() ? start : word,
      )
    : value
  return readCredentialSession(received, start + credential, '.') !== undefined
}

function explainValue(value: string, { scheme }: CredentialPlace, rule: CredentialRule): LikelyMistake[] {
  const { credential, mistakes } = explainHeaderForm(value, scheme)
  const isKnown = readCredentialSession(credential, rule.credential, '.') !== undefined
  return isKnown || credential === '' ? mistakes : [...mistakes, explainCredential(credential, rule)]
}

/** Explains a call that is recognized by a key or token in a header. */
export function explainHeaderCredential(
  request: ExplainedRequest,
  rule: CredentialRule,
): SignatureExplanation {
  const { call, places, credential, name } = rule
  const values = places.map((place) => ({ place, value: headerOf(request, place.header) }))
  const sent = values.filter(({ value }) => value !== '')
  const verifies = sent.some(({ place, value }) => isRight(value, place, credential))
  const [first] = sent
  const wrong = first ? explainValue(first.value, first.place, rule) : [searchElsewhere(request, rule)]
  const mistakes = verifies ? [] : wrong
  const [{ header, scheme }] = places
  const stage = {
    name,
    expected: `${header}: ${scheme ? `${scheme} ` : ''}<${name}>, ${maskSecret(credential)}`,
    received: first ? `${first.place.header}: ${maskSecret(first.value)}` : 'missing',
    agrees: verifies,
  }
  const reasons = mistakes.map(({ fix }) => fix).join('; ')
  const summary = verifies ? `The ${name} is right.` : `Refused because ${reasons}.`
  const secrets = [credential, ...sent.map(({ value }) => value)].map((text) => ({ name, text }))
  return withoutSecrets({ call, verifies, summary, stages: [stage], mistakes }, secrets)
}
