import { quoteForShell } from '../shell-text.ts'
import { isSecretName, maskValues, splitSecret, variableName } from './mask.ts'

export interface CurlSource {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  body: string
  /** Values that must not be shown, wherever they stand. */
  secrets: readonly string[]
}

/** What a client's own transport adds, which curl adds itself. */
const transportHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'accept-language',
  'sec-fetch-mode',
  'user-agent',
  'keep-alive',
])

/** A quoted word with a variable of the shell in it: `'Bearer '"$AUTHORIZATION"`. */
function withVariable(before: string, variable: string, after = ''): string {
  return `${quoteForShell(before)}"$${variable}"${after === '' ? '' : quoteForShell(after)}`
}

function headerWord(name: string, value: string, secrets: readonly string[]): string {
  if (!isSecretName(name)) return quoteForShell(`${name}: ${maskValues(value, secrets)}`)
  return withVariable(`${name}: ${splitSecret(value).before}`, variableName(name))
}

const secretMember = /("((?:[^"\\]|\\.)*)"\s*:\s*")((?:[^"\\]|\\.)*)"/g

function bodyWord(body: string, secrets: readonly string[]): string {
  let word = ''
  let place = 0
  for (const match of body.matchAll(secretMember)) {
    const [whole, start = '', name = ''] = match
    if (!isSecretName(name)) continue
    word += withVariable(maskValues(body.slice(place, match.index), secrets) + start, variableName(name))
    place = match.index + whole.length - 1
  }
  return word + quoteForShell(maskValues(body.slice(place), secrets))
}

/** The request as one line for a shell; who sets the variables can send it as it stands. */
export function curlCommand({ method, url, headers, body, secrets }: CurlSource): string {
  return [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${quoteForShell(method)}`]),
    ...Object.entries(headers)
      .filter(([name]) => !transportHeaders.has(name.toLowerCase()))
      .map(([name, value]) => `-H ${headerWord(name, value, secrets)}`),
    ...(body === '' ? [] : [`--data-binary ${bodyWord(body, secrets)}`]),
    quoteForShell(maskValues(url, secrets)),
  ].join(' ')
}
