/** One way in which a provider can repeat what it was sent. */
export interface Manner {
  name: string
  write(text: string): string
}

const nest = (text: string): string => JSON.stringify(JSON.stringify({ '/': text }))
const everyFew = (text: string, length: number, mark: string): string =>
  text.replace(new RegExp(`(.{${length}})`, 'gs'), `$1${mark}`)

export const manners: readonly Manner[] = [
  { name: 'as it is', write: (text) => text },
  { name: 'after the scheme', write: (text) => `Bearer ${text}` },
  { name: 'in upper case', write: (text) => text.toUpperCase() },
  { name: 'backwards', write: (text) => [...text].reverse().join('') },
  { name: 'with its lines in reverse', write: (text) => text.split('\n').reverse().join('\n') },
  { name: 'in halves with words between', write: (text) => inHalves(text, ' was followed by ') },
  { name: 'in lines', write: (text) => everyFew(text, 20, '\r\n') },
  { name: 'in groups of four', write: (text) => everyFew(text, 4, ' ') },
  { name: 'with dots in the middle', write: (text) => `${text.slice(0, 16)}…${text.slice(-16)}` },
  { name: 'in base64', write: (text) => Buffer.from(text).toString('base64') },
  { name: 'in base64, one byte on', write: (text) => Buffer.from(`:${text}`).toString('base64') },
  { name: 'in base64, two bytes on', write: (text) => Buffer.from(`::${text}`).toString('base64') },
  { name: 'in base64url', write: (text) => Buffer.from(text).toString('base64url') },
  { name: 'in lines of base64', write: (text) => everyFew(Buffer.from(text).toString('base64'), 24, '\n') },
  { name: 'in hex', write: (text) => Buffer.from(text).toString('hex') },
  { name: 'in upper-case hex with colons', write: (text) => inHexPairs(text) },
  { name: 'URL-encoded', write: encodeURIComponent },
  { name: 'form-encoded', write: (text) => new URLSearchParams({ text }).toString() },
  { name: 'as JSON in JSON', write: nest },
]

function inHalves(text: string, between: string): string {
  const middle = Math.ceil(text.length / 2)
  return text.slice(0, middle) + between + text.slice(middle)
}

function inHexPairs(text: string): string {
  return everyFew(Buffer.from(text).toString('hex').toUpperCase(), 2, ':')
}
