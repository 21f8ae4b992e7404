const mask = '***'
const maxTextLength = 500

/** Cuts every secret out of a text, also where the provider echoes it URL-encoded, base64-encoded or in another case. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      toBase64(secret),
      JSON.stringify(secret).slice(1, -1),
    ])
    .sort((left, right) => right.length - left.length)
    .reduce((masked, secret) => masked.replace(new RegExp(escapePattern(secret), 'gi'), mask), text)
}

/** Makes a foreign text fit for an error: one line, at most 500 characters. */
export function toPlainLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return line.length > maxTextLength ? `${line.slice(0, maxTextLength)}…` : line
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/=+$/, '')
}
