import { createHash } from 'node:crypto'
import { vi } from 'vitest'
import type { HttpRequest, Transport, TransportResponse } from '../transport/transport.ts'

/** What one request meets: an answer, an error, or silence until the signal ends. */
export type Meeting = Partial<TransportResponse> | Error | 'silence'

/** A transport in memory that lets each request meet the next of a list, and the last one again and again. */
export function scriptTransport(meetings: readonly Meeting[]) {
  const requests: HttpRequest[] = []
  /** Of each request, by the runtime's clock, counted from the first. */
  const sentAt: number[] = []
  let startedAt: number | undefined
  const transport: Transport = (request, { signal, onHead }) => {
    startedAt ??= performance.now()
    sentAt.push(Math.round(performance.now() - startedAt))
    const meeting = meetings[Math.min(requests.push(request), meetings.length) - 1]
    if (meeting === undefined || meeting === 'silence') {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    }
    if (meeting instanceof Error) return Promise.reject(meeting)
    const answer = { status: 200, headers: {}, body: '', ...meeting }
    onHead(answer)
    return Promise.resolve(answer)
  }
  return { transport, requests, sentAt }
}

/** Lets `crypto.subtle.digest` resolve without the thread pool, which fake timers do not wait for. */
export function digestImmediately(): void {
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_algorithm, data) => {
    const digest = createHash('sha256')
      .update(new Uint8Array(data as ArrayBuffer))
      .digest()
    return Uint8Array.from(digest).buffer
  })
}
