/** Names of headers, query parameters and JSON members with secret values. */
const secretName = /authorization|cookie|token|secret|signature|^sign$|password|api-?_?key/i

/** Ends in these are plain facts about a token, such as its kind and life. */
const plainName = /^(tokenType|token_type)$/i

const mask = '***'

export function isSecretName(name: string): boolean {
  return secretName.test(name) && !plainName.test(name)
}

/** The scheme before a credential says nothing secret, and much to who looks for a mistake. */
const schemePattern = /^(Bearer|Basic|Digest) +/i

/** What a variable of a shell would be called that holds this secret: `X-SIGNATURE` is `X_SIGNATURE`. */
export function variableName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
}

export interface SecretPart {
  /** Stays readable. */
  before: string
  secret: string
}

export function splitSecret(value: string): SecretPart {
  const before = schemePattern.exec(value)?.[0] ?? ''
  return { before, secret: value.slice(before.length) }
}

const memberPattern = /("((?:[^"\\]|\\.)*)"\s*:\s*)"((?:[^"\\]|\\.)*)"/g

/** Replaces the texts of secret members in a JSON text, whether it can be parsed or not. */
export function maskMembers(body: string, replacement: (name: string) => string = () => mask): string {
  return body.replace(memberPattern, (whole, start: string, name: string) =>
    isSecretName(name) ? `${start}"${replacement(name)}"` : whole,
  )
}

/** Replaces the values of secret query parameters. */
export function maskQuery(target: string): string {
  return target.replace(/([?&])([^=&]+)=([^&]*)/g, (whole, start: string, name: string) =>
    isSecretName(name) ? `${start}${name}=${mask}` : whole,
  )
}

/** Replaces values that are known to be secret, wherever they stand. */
export function maskValues(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, mask), text)
}

export function maskHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretName(name) ? `${splitSecret(value).before}${mask}` : maskValues(value, secrets),
    ]),
  )
}
