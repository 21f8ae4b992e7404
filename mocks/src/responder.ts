import { plainRefusal } from './answers.ts'
import type { MockAnswer, MockProvider } from './types.ts'

/** Options that the stand-alone server and the MSW handlers share. */
export interface MockOptions {
  /** The clock that timestamps and token lifetimes are judged by. */
  now?: () => Date
  /** `false` leaves out the header `x-mock-provenance`, for byte-exact header comparisons. */
  provenanceHeader?: boolean
}

export interface MockHandlerOptions extends MockOptions {
  /** Answer for this origin, and path prefix if it has one, instead of the provider's documented hosts. */
  baseUrl?: string
}

export interface IncomingExchange {
  method: string
  /** `null` where the request line holds no address that can be read. */
  url: URL | null
  headers: Record<string, string>
  /** `null` where the body was longer than `bodyLimitBytes` and was dropped. */
  body: Uint8Array | null
}

export interface OutgoingExchange {
  status: number
  headers: Record<string, string>
  body: string
}

export const bodyLimitBytes = 1_048_576

/** Keeps a byte order mark, because a signature covers it. */
const decodeText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const withProvenance = ({ status, headers, body, provenance }: MockAnswer): OutgoingExchange => ({
  status,
  headers: { ...headers, 'x-mock-provenance': `${provenance.kind}; ${provenance.source}` },
  body,
})

/** A clock that throws rather than tell no time, which would end up in tokens. */
const checkedClock = (now: () => Date) => (): Date => {
  const instant = now()
  if (instant instanceof Date && !Number.isNaN(instant.getTime())) return instant
  throw new TypeError('the option "now" returned no valid time')
}

/** One running mock, as both shells use it; its state, such as issued tokens, lives as long as the function. */
export const createResponder = (provider: MockProvider, options: MockOptions) => {
  const engine = provider.createEngine({ now: checkedClock(options.now ?? (() => new Date())) })
  const answerTo = ({ method, url, headers, body }: IncomingExchange): MockAnswer => {
    if (body === null) return plainRefusal(413, 'The mock reads at most 1 MiB of a body.')
    if (url === null) return plainRefusal(400, 'The mock cannot read this address.')
    try {
      const query = url.searchParams
      return engine.handle({ method, path: url.pathname, query, headers, body: decodeText(body) })
    } catch (error) {
      // Such as a clock of the caller's that returns no date: one answer says so, and the mock goes on.
      return plainRefusal(500, `The mock failed: ${error instanceof Error ? error.message : 'unknown'}.`)
    }
  }
  return (request: IncomingExchange): OutgoingExchange => {
    const answer = answerTo(request)
    if (options.provenanceHeader === false) {
      return { status: answer.status, headers: answer.headers, body: answer.body }
    }
    return withProvenance(answer)
  }
}
