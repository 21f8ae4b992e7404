import {
  checkCredential,
  checkHeaderCredential,
  configurationError,
  type OptionReaders,
  readClock,
  readOptions,
} from '@cekstatus/core/provider'
import {
  formatTimestamp,
  hashBody,
  isSnapBiError,
  parsePrivateKey,
  signAccessToken,
  signTransaction,
} from '@cekstatus/snap-bi'

/** What SmilePay issued to the merchant, and the merchant's own RSA key. */
export interface SmilepayCredentials {
  /** The merchant id; in the sandbox it begins with `sandbox-`. */
  partnerId: string
  /** Signs inquiries. It looks like hex and is used as the text that it is. */
  merchantSecret: string
  /** Signs requests for an access token: RSA of 2048 bits or more, as PEM or as its base64. */
  privateKey: string
  /** `95221` unless SmilePay named another. */
  channelId?: string
  /** The merchant's domain, such as `www.yourdomain.com`; sent only when given. */
  origin?: string
}

export type CheckedCredentials = SmilepayCredentials & { channelId: string }

/** Credentials of an inquiry. */
export type InquiryCredentials = Omit<CheckedCredentials, 'privateKey'>

/**
 * Checks for the credentials of an inquiry. The RSA key is not among them: trying one takes a hundred times as long as
 * signing an inquiry.
 */
export const inquiryCredentialChecks: OptionReaders<InquiryCredentials> = {
  partnerId: checkHeaderCredential,
  merchantSecret: checkCredential,
  channelId: (provider, name, value = '95221') => checkHeaderCredential(provider, name, value),
  origin: (provider, name, value) =>
    value === undefined ? undefined : checkHeaderCredential(provider, name, value),
}

/** Checks the credentials. @throws CekStatusError `CONFIGURATION` naming the field, never its value */
export function checkCredentials(credentials: SmilepayCredentials): CheckedCredentials {
  return {
    ...readOptions('smilepay', inquiryCredentialChecks, credentials),
    privateKey: checkPrivateKey(credentials?.privateKey),
  }
}

function checkPrivateKey(privateKey: string): string {
  withOwnNames(() => parsePrivateKey(privateKey))
  return privateKey
}

/** Every text that reveals a credential: also the single lines of the key, without its frame, which all keys share. */
export function listSecrets({ merchantSecret, privateKey }: SmilepayCredentials): string[] {
  const lines = privateKey.split(/-----[^-]*-----|\s|\\[nr]/)
  return [merchantSecret, privateKey, ...lines.filter((line) => line !== '')]
}

/**
 * The key under which processes share an access token: merchant and address, since neither serves another's token. The
 * path of an address may be private, so only a hash of it is shown.
 */
export function nameSharedToken({ partnerId }: SmilepayCredentials, baseUrl: string): string {
  const hash = withOwnNames(() => hashBody(baseUrl)).slice(0, 16)
  return `cekstatus:smilepay:access-token:${partnerId}:${hash}`
}

/** X-TIMESTAMP: the instant in UTC+7, whatever the machine's zone. @throws CekStatusError `CONFIGURATION` */
export function writeTimestamp(now: () => Date): string {
  const instant = readClock('smilepay', now)
  return withOwnNames(() => formatTimestamp(instant))
}

/** Signs `partnerId|timestamp` with the RSA key. @throws CekStatusError `CONFIGURATION` */
export function signTokenRequest(
  { partnerId, privateKey }: CheckedCredentials,
  { timestamp }: { timestamp: string },
): string {
  return withOwnNames(() => signAccessToken({ clientKey: partnerId, timestamp, privateKey })).signature
}

/** What an inquiry signs: the very characters that are sent, the token without `Bearer `, the path without host. */
export interface SignedParts {
  path: string
  accessToken: string
  body: string
  timestamp: string
}

/** Signs an inquiry with the merchant secret. @throws CekStatusError `CONFIGURATION` */
export function signInquiry({ merchantSecret }: InquiryCredentials, parts: SignedParts): string {
  const input = { method: 'POST', ...parts, clientSecret: merchantSecret }
  return withOwnNames(() => signTransaction(input)).signature
}

/** Our names of the signer's fields. */
const ownNames = new Map([
  ['clientKey', 'partnerId'],
  ['clientSecret', 'merchantSecret'],
  ['instant', 'now'],
])

/** Signs, and turns an error of the signer into ours, under our name of the field. */
function withOwnNames<Value>(sign: () => Value): Value {
  try {
    return sign()
  } catch (error) {
    if (!isSnapBiError(error)) throw error
    const field = ownNames.get(error.field) ?? error.field
    throw configurationError('smilepay', field, error.message.replace(error.field, field))
  }
}
