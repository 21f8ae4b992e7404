import { encodeBasicKey, readBasicKeySession } from '../session/basic-key.ts'
import {
  type ExplainedRequest,
  firstApplying,
  headerOf,
  type LikelyMistake,
  type Row,
  type SignatureExplanation,
} from './explanation.ts'
import {
  type CredentialRule,
  explainCredential,
  explainHeaderCredential,
  explainHeaderForm,
} from './header-credential.ts'
import { maskSecret, withoutSecrets } from './mask.ts'

/** A key that is the username of HTTP Basic, with an empty password. */
export interface BasicKeyRule extends CredentialRule {
  /** Begins every key of the provider. */
  keyPattern: RegExp
}

/** What can be wrong between the key and its base64. */
function explainEncoding(text: string, rule: BasicKeyRule): LikelyMistake {
  const { credential: key, keyPattern, name } = rule
  const decoded = Buffer.from(text, 'base64').toString()
  const [username = '', ...passwords] = decoded.split(':')
  const bare = decoded.replace(/[\s"'`<>{}[\]]/g, '')
  const twice = Buffer.from(username, 'base64').toString()
  const isEncoded = text === Buffer.from(decoded).toString('base64')
  const rows: readonly Row[] = [
    [text.replace(/:$/, '') === key, 'key-not-encoded', `the ${name} is not encoded as base64`],
    [keyPattern.test(text), 'key-not-encoded', 'the key is not encoded as base64'],
    [decoded === key, 'colon-missing', `the colon after the ${name} is missing`],
    [decoded === `:${key}`, 'key-as-password', `the ${name} is the password, not the username`],
    [
      bare !== decoded && bare.replace(/:$/, '') === key,
      'encoded-with-more',
      `quotation marks or white space were encoded with the ${name}`,
    ],
    [username === key && passwords.join('') !== '', 'password-not-empty', 'the password is not empty'],
    [twice.replace(/:$/, '') === key, 'encoded-twice', `the ${name} is encoded as base64 twice`],
    [!isEncoded && username === key, 'base64-altered', 'the base64 lacks its padding or is altered'],
  ]
  const fix = `send Basic and the base64 of <${name}>: with a colon at its end`
  return firstApplying(rows, fix) ?? explainCredential(username, rule)
}

/** Explains a call that is recognized by such a key. */
export function explainBasicKey(request: ExplainedRequest, rule: BasicKeyRule): SignatureExplanation {
  const { credential: key, name } = rule
  const value = headerOf(request, 'Authorization')
  if (value === '') return explainHeaderCredential(request, rule)
  const verifies = readBasicKeySession(request, key) !== undefined
  const { credential, mistakes: ofForm } = explainHeaderForm(value, 'Basic')
  const isEncodedKey =
    readBasicKeySession({ headers: { authorization: `Basic ${credential}` } }, key) !== undefined
  const wrong = isEncodedKey || credential === '' ? ofForm : [...ofForm, explainEncoding(credential, rule)]
  const mistakes = verifies ? [] : wrong
  const reasons = mistakes.map(({ fix: reason }) => reason).join('; ')
  const decoded = Buffer.from(credential, 'base64').toString()
  const secrets = [key, encodeBasicKey(key), value, credential, decoded, decoded.split(':')[0] ?? '']
  return withoutSecrets(
    {
      call: rule.call,
      verifies,
      summary: verifies ? `The ${name} is right.` : `Refused because ${reasons}.`,
      stages: [
        {
          name: name,
          expected: `Authorization: Basic <base64 of ${name}:>, ${maskSecret(key)}`,
          received: `Authorization: ${maskSecret(value)}`,
          agrees: verifies,
        },
      ],
      mistakes,
    },
    secrets.map((text) => ({ name: name, text })),
  )
}
