import type { ErrorCode } from '../errors.ts'
import type { Purpose } from '../events/event.ts'
import type { EventSource, Reporter } from '../events/reporter.ts'
import { createSecret, type Secret } from '../secrets.ts'
import type { Status } from '../status.ts'
import { exchange } from '../transport/exchange.ts'
import type { HttpRequest, HttpResponse, Transport } from '../transport/transport.ts'
import type { ErrorContext } from './clean-error.ts'

/** What all requests of one client are sent with. */
export interface Sender {
  provider: string
  transport: Transport
  maxBodyBytes: number
  /** The client's long-lived credentials. */
  credentials: readonly Secret[]
  reporter: Reporter
}

/** Sends the requests of one call or preparation, and remembers what errors and events must know of them. */
export interface Sending extends EventSource, ErrorContext {
  readonly provider: string
  attempts: number
  httpStatus: number | null
  /** True while an answer to the inquiry is read: only what it says can have a remedy. */
  answered: boolean
  protect(...texts: string[]): void
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>
  /** Tells what became of the request that was sent last, once; nothing where none was sent since. */
  reportOutcome(outcome: { status: Status | null; errorCode: ErrorCode | null }): void
}

export function startSending(sender: Sender, purpose: Purpose): Sending {
  const { provider, transport, maxBodyBytes, credentials, reporter } = sender
  let callId: string | undefined
  let sentAt: number | null = null
  let endedAt = 0
  const sending: Sending = {
    provider,
    // Made when the first event is: most calls have none.
    get callId() {
      callId ??= crypto.randomUUID()
      return callId
    },
    attempts: 0,
    httpStatus: null,
    answered: false,
    secrets: credentials,
    protect: (...texts) => {
      sending.secrets = [...sending.secrets, ...texts.map(createSecret)]
    },
    async send(request, signal) {
      sending.httpStatus = null
      const { method, url } = request
      reporter.to('request')?.(sending, { purpose, method, origin: new URL(url).origin })
      sentAt = performance.now()
      try {
        return await exchange(request, {
          provider,
          transport,
          signal,
          maxBodyBytes,
          secrets: sending.secrets,
          onHead: (httpStatus) => {
            sending.httpStatus = httpStatus
          },
        })
      } finally {
        endedAt = performance.now()
      }
    },
    reportOutcome(outcome) {
      if (sentAt === null) return
      const durationMs = endedAt - sentAt
      sentAt = null
      reporter.to('response')?.(sending, { purpose, durationMs, httpStatus: sending.httpStatus, ...outcome })
    },
  }
  return sending
}
