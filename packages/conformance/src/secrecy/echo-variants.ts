/** One way in which a provider repeats what it was sent. */
export interface EchoVariant {
  name: string
  write(text: string): string
}

export const echoVariants: readonly EchoVariant[] = [
  { name: 'as it is', write: (text) => text },
  { name: 'after the scheme', write: (text) => `Bearer ${text}` },
  { name: 'in upper case', write: (text) => text.toUpperCase() },
  { name: 'in base64', write: (text) => Buffer.from(text).toString('base64') },
  { name: 'as a user name in base64', write: (text) => Buffer.from(`${text}:`).toString('base64') },
  { name: 'in base64url', write: (text) => Buffer.from(text).toString('base64url') },
  { name: 'in hex', write: (text) => Buffer.from(text).toString('hex') },
  { name: 'in upper-case hex', write: (text) => Buffer.from(text).toString('hex').toUpperCase() },
  { name: 'URL-encoded', write: encodeURIComponent },
  { name: 'form-encoded', write: (text) => new URLSearchParams({ text }).toString() },
  { name: 'as JSON', write: (text) => JSON.stringify({ '/': text }) },
  { name: 'as JSON of PHP', write: (text) => JSON.stringify({ text }).replaceAll('/', '\\/') },
]
