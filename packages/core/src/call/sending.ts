import type { ErrorCode } from '../errors.ts'
import type { Purpose } from '../events/event.ts'
import type { EventSource, Reporter } from '../events/reporter.ts'
import { readHeader } from '../headers.ts'
import { createSecret, type Secret } from '../secrets.ts'
import type { Status } from '../status.ts'
import { type ExchangeOptions, exchange } from '../transport/exchange.ts'
import type { HttpRequest, HttpResponse, ResponseHead, Transport } from '../transport/transport.ts'
import type { ErrorContext } from './clean-error.ts'
import { readCookieValues } from './cookie-values.ts'

/** What all requests of one client are sent with. */
export interface Sender {
  provider: string
  transport: Transport
  maxBodyBytes: number
  repeatable: boolean
  quotedCredential: string | null
  /** The client's long-lived credentials. */
  credentials: readonly Secret[]
  reporter: Reporter
}

/** What errors and events must know of the requests of one call or preparation. */
export interface Sending extends EventSource, ErrorContext {
  readonly provider: string
  readonly purpose: Purpose
  attempts: number
  head: ResponseHead | null
  /** True while a response to the inquiry is parsed: only its refusal can have a recovery. */
  answered: boolean
  /** When the request was sent whose outcome is not told yet, by the runtime's clock. */
  sentAt: number | null
}

export function startSending(
  { provider, credentials, repeatable, quotedCredential }: Sender,
  purpose: Purpose,
): Sending {
  return {
    provider,
    purpose,
    callId: null,
    attempts: 0,
    head: null,
    answered: false,
    sentAt: null,
    secrets: credentials,
    repeatable,
    quotedCredential,
  }
}

/** A shorter text is part of ordinary words, which it would deface. */
const minSecretLength = 6

/** The secret that a text is; none for a text that is too short. */
export function hideable(text: string): Secret[] {
  return text.length < minSecretLength ? [] : [createSecret(text)]
}

/** Adds texts that no error may carry. */
export function redact(sending: Sending, texts: readonly string[]): void {
  sending.secrets = [...sending.secrets, ...texts.flatMap(hideable)]
}

export function send(
  sender: Sender,
  sending: Sending,
  request: HttpRequest,
  { signal, within }: Pick<ExchangeOptions, 'signal' | 'within'>,
): Promise<HttpResponse> {
  const { provider, purpose } = sending
  sending.head = null
  const { method, url } = request
  sender.reporter.to('request')?.(sending, { purpose, method, origin: new URL(url).origin })
  sending.sentAt = performance.now()
  return exchange(request, {
    provider,
    transport: sender.transport,
    signal,
    within,
    maxBodyBytes: sender.maxBodyBytes,
    secrets: sending.secrets,
    onHead: (head) => {
      if (sending.head !== null) return
      sending.head = head
      const cookies = readHeader(head.headers, 'set-cookie')
      if (cookies !== undefined) redact(sending, readCookieValues(cookies))
    },
  })
}

/** Tells what became of the request that was sent last, once; nothing where none was sent since. */
export function reportOutcome(
  { reporter }: Sender,
  sending: Sending,
  outcome: { status: Status | null; errorCode: ErrorCode | null },
): void {
  const { purpose, sentAt, head } = sending
  if (sentAt === null) return
  sending.sentAt = null
  reporter.to('response')?.(sending, {
    purpose,
    durationMs: performance.now() - sentAt,
    httpStatus: head?.status ?? null,
    ...outcome,
  })
}
