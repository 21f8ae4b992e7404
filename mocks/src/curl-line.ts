import { quoteForShell } from './shell-text.ts'
import type { ExampleRequest } from './types.ts'

/** A request as one line to paste into a shell. */
export function curlLine(url: string, { path, headers, body }: ExampleRequest): string {
  return [
    'curl -i',
    ...Object.entries(headers).map(([name, value]) => `-H ${quoteForShell(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoteForShell(body)}`]),
    quoteForShell(`${url}${path}`),
  ].join(' ')
}
