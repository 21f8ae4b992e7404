import { readCredentialSession } from '../session/credential-session.ts'
import { sessionNameRule } from '../session/session-name.ts'
import type {
  ExplainedRequest,
  LikelyMistake,
  MistakeCertainty,
  SignatureExplanation,
} from './explanation.ts'
import { clip, maskSecret, withoutSecrets } from './mask.ts'
import { headerOf, possible, seen, withoutRepeats } from './stages.ts'

/** Where a provider takes its key or token, spelled as on its page. */
interface CredentialPlace {
  header: string
  scheme: 'Bearer' | null
}

/** What is known to be sent in a credential's place. */
interface Confusion {
  pattern: RegExp
  id: string
  what: string
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
  confusions: readonly Confusion[]
}

type Finding = Omit<LikelyMistake, 'certainty'>

interface Undone {
  text: string
  findings: readonly Finding[]
}

const undo =
  (pattern: RegExp, finding: Finding, change: (text: string) => string) =>
  ({ text, findings }: Undone): Undone =>
    pattern.test(text) ? { text: change(text), findings: [...findings, finding] } : { text, findings }

const decodePercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_match, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )

/** What can stand around a credential; each is taken off once. */
const undoers = [
  undo(
    /%[0-9a-f]{2}/i,
    { id: 'credential-url-encoded', what: 'It is URL-encoded.', fix: 'Headers need no URL encoding.' },
    decodePercent,
  ),
  undo(
    /^(["'`]).*\1$/s,
    {
      id: 'credential-quoted',
      what: 'It stands in quotation marks.',
      fix: 'Take the marks off; some readers of .env files keep them.',
    },
    (text) => text.slice(1, -1),
  ),
  undo(
    /^[<{[].*[>}\]]$/s,
    {
      id: 'credential-in-brackets',
      what: 'It stands in brackets, as in a page’s sample.',
      fix: 'Send it without them.',
    },
    (text) => text.replace(/^[<{[]+|[>}\]]+$/g, ''),
  ),
  undo(
    /[^\x21-\x7e]|\\[nrt]/,
    {
      id: 'credential-white-space',
      what: 'There is white space, a line break or an invisible character in or around it.',
      fix: 'Trim it where it is read from the environment or a file.',
    },
    (text) => text.replace(/[^\x21-\x7e]|\\[nrt]/g, ''),
  ),
]

const schemePattern = /^(Basic|Digest|Token|ApiKey|Api-Key|Key|JWT|Negotiate|OAuth)[ :=]+/i

/** Takes the scheme off, as the place wants one or none. */
const readScheme = (value: string, { header, scheme }: CredentialPlace): Undone => {
  const found = (finding: Finding, text: string): Undone => ({ text, findings: [finding] })
  if (/^(.+), \1$/.test(value)) {
    const once = readScheme(value.slice(0, (value.length - 2) / 2), { header, scheme })
    const twice = { id: 'header-twice', what: `The header ${header} was sent twice.`, fix: 'Send it once.' }
    return { text: once.text, findings: [twice, ...once.findings] }
  }
  if (/^Bearer[\s:=]+Bearer\b/i.test(value)) {
    const what = `The word Bearer stands twice in ${header}.`
    const fix = scheme
      ? 'The client adds it already, or the variable holds it; write it once.'
      : 'Send the key alone.'
    return found({ id: 'bearer-doubled', what, fix }, value.replace(/^(Bearer[\s:=]+)+/i, ''))
  }
  const otherScheme = schemePattern.exec(value)
  if (otherScheme) {
    const what = `${header} begins with ${otherScheme[1]}.`
    const fix = scheme ? `Write ${scheme} before it.` : 'Send the key alone.'
    return found({ id: 'wrong-scheme', what, fix }, value.slice(otherScheme[0].length))
  }
  const bearer = /^Bearer([\s:=]*)/i.exec(value)
  if (!scheme) {
    if (!bearer) return { text: value, findings: [] }
    const what = `${header} begins with Bearer; it takes the key alone.`
    return found({ id: 'scheme-not-wanted', what, fix: 'Send the key alone.' }, value.slice(bearer[0].length))
  }
  if (!bearer) {
    const what = `The word ${scheme} is missing in ${header}.`
    return found({ id: 'scheme-missing', what, fix: `Send ${header}: ${scheme} <credential>.` }, value)
  }
  if (!/^ +$/.test(bearer[1] ?? '')) {
    const what = `Something else than a space follows the word ${scheme}, or nothing.`
    return found(
      { id: 'bearer-without-space', what, fix: `Write one space after ${scheme}.` },
      value.slice(bearer[0].length),
    )
  }
  return { text: value.slice(bearer[0].length), findings: [] }
}

/** Without a credential there is nothing of which the spelling could be wrong. */
const unset =
  /^(undefined|null|none|nil|true|false|NaN|\[object \w+\]|\$?\{.*\}|\$\w+|%\w+%|process\.env\.\w+)?$/i

const placeholder = /(your|my|insert|paste|change)[-_ ]?(api|key|token|secret|me)|x{4,}|\*{3,}|<.*>|\.{3}/i

/** Keys of the other mocks; each provider's folder knows only its own. */
const keyOfAnotherMock = /^(sk_(live|test)_mock_[a-z]+|mock-public-access-token)\b/

const decodesTo = (text: string, credential: string): boolean =>
  /^[A-Za-z0-9+/_=-]+$/.test(text) &&
  [credential, `${credential}:`, `:${credential}`].includes(Buffer.from(text, 'base64').toString('utf8'))

/** Why a text that has nothing around it is not the credential. */
const judge = (text: string, { name, credential, confusions }: CredentialRule): LikelyMistake => {
  const use = `Use the ${name} that the mock prints when it starts.`
  const proven = (id: string, what: string, fix: string): LikelyMistake => ({
    id,
    certainty: 'proven',
    what,
    fix,
  })
  if (unset.test(text)) {
    return seen(
      'credential-missing',
      text === ''
        ? `There is no ${name}: the variable was empty.`
        : `In the place of the ${name} stands ${JSON.stringify(clip(text, 40))}: a variable was not set.`,
      'Read it before the call.',
    )
  }
  if (decodesTo(text, credential)) {
    return proven('credential-encoded', `The ${name} is encoded as base64.`, 'Send it as it is.')
  }
  if (text.toLowerCase() === credential.toLowerCase()) {
    return proven('credential-case', `The ${name} is in another case.`, 'Send it as it is.')
  }
  if (text.length >= 6 && (credential.startsWith(text) || credential.endsWith(text))) {
    return proven('credential-cut', `A part of the ${name} is missing.`, 'Copy all of it.')
  }
  if (text.startsWith(`${credential}.`)) {
    return proven(
      'session-name',
      `What follows the ${name} and a full stop is no name that a session can have.`,
      `A session is ${sessionNameRule}.`,
    )
  }
  if (text.startsWith(credential) || text.endsWith(credential)) {
    return proven('credential-extended', `Something more is attached to the ${name}.`, 'Send it alone.')
  }
  const confusion = confusions.find(({ pattern }) => pattern.test(text))
  if (confusion) return seen(confusion.id, confusion.what, confusion.fix)
  if (placeholder.test(text)) {
    return seen('credential-placeholder', `In the place of the ${name} stands a sample of a page.`, use)
  }
  if (keyOfAnotherMock.test(text)) {
    return seen('credential-of-another-provider', `The ${name} is that of another provider's mock.`, use)
  }
  return possible('another-credential', `The ${name} is another than that of this mock.`, use)
}

const otherHeaders = [
  'authorization',
  'x-apikey',
  'x-api-key',
  'apikey',
  'api-key',
  'api_key',
  'x-api_key',
  'x-auth-token',
  'x-access-token',
  'access-token',
  'accesstoken',
  'access_token',
  'token',
  'x-token',
  'publicaccesstoken',
  'public-access-token',
  'x-public-access-token',
  'proxy-authorization',
  'auth',
  'key',
]

const parameterName = /api_?-?key|token|authorization|^key$/i

/** Where a credential is that is not where it belongs. */
const searchElsewhere = (request: ExplainedRequest, { name, places }: CredentialRule): LikelyMistake => {
  const [{ header, scheme }] = places
  const fix = `Send ${header}: ${scheme ? `${scheme} ` : ''}<${name}>.`
  const taken = places.map((place) => place.header.toLowerCase())
  const other = otherHeaders.find((candidate) => !taken.includes(candidate) && request.headers[candidate])
  if (other) {
    return seen('wrong-header-name', `The header ${header} is missing; there is one called ${other}.`, fix)
  }
  const parameter = [...request.query.keys()].find((candidate) => parameterName.test(candidate))
  if (parameter) {
    return seen(
      'credential-in-query',
      `The ${name} stands in the address, as ${clip(parameter, 40)}; addresses end up in logs.`,
      fix,
    )
  }
  if (/"[^"]*(?:api_?-?key|token)[^"]*"\s*:/i.test(request.body)) {
    return seen('credential-in-body', `The ${name} stands in the body.`, fix)
  }
  return seen('header-missing', `The header ${header} is missing.`, fix)
}

const isRight = (value: string, { scheme }: CredentialPlace, credential: string): boolean =>
  readCredentialSession(
    scheme ? value.replace(/^bearer +/i, 'Bearer ') : value,
    scheme ? `${scheme} ${credential}` : credential,
    '.',
  ) !== undefined

const explainValue = (value: string, place: CredentialPlace, rule: CredentialRule): LikelyMistake[] => {
  const scheme = readScheme(value, place)
  if (unset.test(scheme.text)) return [judge(scheme.text, rule)]
  const { text, findings } = undoers.reduce<Undone>((undone, undoOne) => undoOne(undone), {
    text: scheme.text,
    findings: [],
  })
  const isCredential = readCredentialSession(text, rule.credential, '.') !== undefined
  const last = isCredential ? [] : [judge(text, rule)]
  const certainty: MistakeCertainty = isCredential ? 'proven' : 'seen'
  const named = findings.map(({ what, ...finding }) => ({
    ...finding,
    certainty,
    what: what.replace(/^It\b/, `The ${rule.name}`).replace(/ it\.$/, ` the ${rule.name}.`),
  }))
  const schemes = scheme.findings.map((finding) => ({ ...finding, certainty }))
  return [...schemes, ...named, ...last]
}

/** Explains a call that is recognized by a key or token in a header. */
export const explainHeaderCredential = (
  request: ExplainedRequest,
  rule: CredentialRule,
): SignatureExplanation => {
  const { places, credential, name } = rule
  const received = places.map((place) => ({ place, value: headerOf(request, place.header) }))
  const sent = received.filter(({ value }) => value !== '')
  const verifies = sent.some(({ place, value }) => isRight(value, place, credential))
  const [firstSent] = sent
  const mistakes = verifies
    ? []
    : withoutRepeats(
        firstSent ? explainValue(firstSent.value, firstSent.place, rule) : [searchElsewhere(request, rule)],
      )
  const [{ header, scheme }] = places
  return withoutSecrets(
    {
      call: rule.call,
      verifies,
      summary: verifies ? `The ${name} is right.` : mistakes.map(({ what }) => what).join(' '),
      stages: [
        {
          name: 'header',
          expected: places.map((place) => place.header).join(' or '),
          received: sent.length === 0 ? 'missing' : sent.map(({ place }) => place.header).join(', '),
          agrees: sent.length > 0,
        },
        {
          name,
          expected: `${header}: ${scheme ? `${scheme} ` : ''}<${name}>, ${maskSecret(credential)}`,
          received: firstSent ? maskSecret(readScheme(firstSent.value, firstSent.place).text) : null,
          agrees: verifies,
        },
      ],
      mistakes,
    },
    [{ name, text: credential }, ...sent.map(({ value }) => ({ name: `${name} received`, text: value }))],
  )
}
