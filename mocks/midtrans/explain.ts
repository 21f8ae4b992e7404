import {
  type ExplainedRequest,
  firstApplying,
  headerOf,
  type LikelyMistake,
  type Row,
  type SignatureExplanation,
} from '../src/explain/explanation.ts'
import {
  type CredentialRule,
  explainCredential,
  explainHeaderCredential,
  explainHeaderForm,
} from '../src/explain/header-credential.ts'
import { maskSecret, withoutSecrets } from '../src/explain/mask.ts'
import { credentials } from './credentials.ts'
import { encodeServerKey, readKeySession, readReference } from './read-call.ts'

const { serverKey } = credentials

const rule: CredentialRule = {
  call: 'status',
  name: 'server key',
  credential: serverKey,
  places: [{ header: 'Authorization', scheme: 'Basic' }],
  confusions: [
    {
      pattern: /^(SB-)?Mid-client-/,
      id: 'client-key',
      fix: 'the client key was sent instead of the server key; the client key is for the browser only',
    },
    {
      pattern: /^SB-Mid-server-/,
      id: 'sandbox-key',
      fix: 'the server key is one of the sandbox; send the one that the mock prints',
    },
    {
      pattern: /^[GMB]\d{5,}$/,
      id: 'merchant-id',
      fix: 'the merchant ID was sent instead of the server key',
    },
  ],
}

const fix = 'send Basic and the base64 of <server key>: with a colon at its end'

/** What can be wrong between the key and its base64. */
function explainEncoding(text: string): LikelyMistake {
  const decoded = Buffer.from(text, 'base64').toString()
  const [username = '', ...passwords] = decoded.split(':')
  const bare = decoded.replace(/[\s"'`<>{}[\]]/g, '')
  const twice = Buffer.from(username, 'base64').toString()
  const isEncoded = text === Buffer.from(decoded).toString('base64')
  const rows: readonly Row[] = [
    [text.replace(/:$/, '') === serverKey, 'key-not-encoded', 'the server key is not encoded as base64'],
    [/^(SB-)?Mid-(server|client)-/.test(text), 'key-not-encoded', 'the key is not encoded as base64'],
    [decoded === serverKey, 'colon-missing', 'the colon after the server key is missing'],
    [decoded === `:${serverKey}`, 'key-as-password', 'the server key is the password, not the username'],
    [
      bare !== decoded && bare.replace(/:$/, '') === serverKey,
      'encoded-with-more',
      'quotation marks or white space were encoded with the server key',
    ],
    [username === serverKey && passwords.join('') !== '', 'password-not-empty', 'the password is not empty'],
    [twice.replace(/:$/, '') === serverKey, 'encoded-twice', 'the server key is encoded as base64 twice'],
    [!isEncoded && username === serverKey, 'base64-altered', 'the base64 lacks its padding or is altered'],
  ]
  return firstApplying(rows, fix) ?? explainCredential(username, rule)
}

/** Explains a status request. The page is https://docs.midtrans.com/docs/api-authorization-headers. */
export function explain(request: ExplainedRequest): SignatureExplanation | null {
  if (!readReference(request)) return null
  const value = headerOf(request, 'Authorization')
  if (value === '') return explainHeaderCredential(request, rule)
  const verifies = readKeySession(request) !== undefined
  const { credential, mistakes: ofForm } = explainHeaderForm(value, 'Basic')
  const isEncodedKey =
    readKeySession({ ...request, headers: { authorization: `Basic ${credential}` } }) !== undefined
  const wrong = isEncodedKey || credential === '' ? ofForm : [...ofForm, explainEncoding(credential)]
  const mistakes = verifies ? [] : wrong
  const reasons = mistakes.map(({ fix: reason }) => reason).join('; ')
  const decoded = Buffer.from(credential, 'base64').toString()
  const secrets = [
    serverKey,
    encodeServerKey(serverKey),
    value,
    credential,
    decoded,
    decoded.split(':')[0] ?? '',
  ]
  return withoutSecrets(
    {
      call: rule.call,
      verifies,
      summary: verifies ? 'The server key is right.' : `Refused because ${reasons}.`,
      stages: [
        {
          name: rule.name,
          expected: `Authorization: Basic <base64 of server key:>, ${maskSecret(serverKey)}`,
          received: `Authorization: ${maskSecret(value)}`,
          agrees: verifies,
        },
      ],
      mistakes,
    },
    secrets.map((text) => ({ name: rule.name, text })),
  )
}
