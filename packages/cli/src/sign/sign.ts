import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { createSecret, type ExplainedRequest, maskSecrets, parseTimestamp } from '@cekstatus/core/provider'
import { createQuery } from '../check/query.ts'
import { createClients } from '../clients/create-clients.ts'
import type { ExitReason } from '../exit-codes.ts'
import { readSmallFile } from '../settings/read-file.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { SignOptions } from './command.ts'

/** Prints the request without sending it. */
export async function sign(
  provider: string,
  reference: string,
  options: SignOptions,
  terminal: Terminal,
): Promise<ExitReason> {
  const accessToken = readAccessToken(options, terminal)
  const clients = createClients(terminal, options)
  try {
    const { module, options: settings, secrets } = await clients.open(provider)
    const query = createQuery(reference, options, module)
    const requests = module.description.explainRequests(query as never, settings as never, {
      ...pickContext(settings),
      ...pickClock(options, reference),
      ...(accessToken === null ? {} : { accessToken }),
    })
    const named = new Map(secrets)
    if (accessToken !== null) named.set('accessToken', accessToken)
    const shown = options.showSecrets === true ? requests : maskRequests(requests, named)
    terminal.print(
      options.json === true
        ? JSON.stringify(shown, null, 2)
        : shown.map((one) => format(one, terminal)).join('\n\n'),
    )
    return 'success'
  } finally {
    await clients.close()
  }
}

function readAccessToken({ accessTokenFile }: SignOptions, { cwd }: Terminal): string | null {
  if (accessTokenFile === undefined) return null
  return readSmallFile(resolve(cwd, accessTokenFile), 'the access token file').trim()
}

function pickContext(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => name === 'environment' || name === 'baseUrl'),
  )
}

/** With a fixed time, IDs are derived from the time and the reference. */
function pickClock({ now }: SignOptions, reference: string): Record<string, unknown> {
  if (now === undefined) return {}
  const time = parseTimestamp(now)
  if (time === null) {
    throw new UsageError(
      '--now must be an ISO 8601 time with a time zone',
      'example: 2026-01-26T10:00:00+07:00',
    )
  }
  const digest = createHash('sha256').update(`${time}|${reference}`).digest()
  const externalId = Array.from(digest, (byte) => String(byte % 10)).join('')
  return { now: () => new Date(time), createExternalId: () => externalId }
}

/** Replaces credentials and signatures by `<name>`, including their encoded forms. */
function maskRequests(
  requests: readonly ExplainedRequest[],
  credentials: ReadonlyMap<string, string>,
): ExplainedRequest[] {
  return requests.map((explained) => {
    const own = explained.stages.filter(({ secret }) => secret)
    const named = [...credentials, ...own.map(({ name, value }) => [name, value] as const)]
    return maskStrings(explained, (text) => maskNamed(text, named)) as ExplainedRequest
  })
}

function maskNamed(text: string, named: readonly (readonly [string, string])[]): string {
  const longestFirst = named
    .filter(([, value]) => value !== '')
    .sort(([, left], [, right]) => right.length - left.length)
  const replaced = longestFirst.reduce((masked, [name, value]) => masked.replaceAll(value, `<${name}>`), text)
  return maskSecrets(
    replaced,
    longestFirst.map(([, value]) => createSecret(value)),
  )
}

function maskStrings(value: unknown, maskText: (text: string) => string): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map((item) => maskStrings(item, maskText))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskStrings(item, maskText)]))
}

function format({ purpose, request, stages }: ExplainedRequest, terminal: Terminal): string {
  const width = Math.max(0, ...stages.map(({ name }) => name.length))
  return [
    terminal.style('bold', `${purpose} request`),
    `  ${request.method} ${request.url}`,
    ...Object.entries(request.headers).map(
      ([name, value]) => `  ${terminal.style('dim', `${name}:`)} ${value}`,
    ),
    ...(request.body === null ? [] : ['', `  ${request.body}`]),
    '',
    terminal.style('bold', 'signature'),
    ...(stages.length === 0
      ? ['  none: the credentials authenticate the request']
      : stages.map(({ name, value }) => `  ${terminal.style('dim', name.padEnd(width))}  ${value}`)),
  ].join('\n')
}
