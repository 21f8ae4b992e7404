/** A recorded HTTP exchange. */
export interface Exchange {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
  sentAt: Date
  /** Null without a response. */
  answer: RecordedAnswer | null
}

interface RecordedAnswer {
  status: number
  /** Names are in lower case. */
  headers: Readonly<Record<string, string>>
  /** Null if longer than 1 MiB. */
  body: string | null
  receivedAt: Date
}

const maxBodyBytes = 1_048_576

/** Creates a fetch that records its exchanges. `change` may alter each request before it is sent. */
export function createRecordingFetch(change: (init: RequestInit) => RequestInit = (init) => init): {
  fetch: typeof fetch
  exchanges: readonly Exchange[]
} {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    fetch: async (input, given = {}) => {
      const init = change(given)
      const exchange: Exchange = {
        method: init.method ?? 'GET',
        url: String(input),
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? init.body : null,
        sentAt: new Date(),
        answer: null,
      }
      exchanges.push(exchange)
      const response = await fetch(input, init)
      const receivedAt = new Date()
      const bytes = await readBytes(response)
      exchange.answer = {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: bytes.length > maxBodyBytes ? null : new TextDecoder().decode(bytes),
        receivedAt,
      }
      // The body is decompressed already, and some statuses allow no body.
      const headers = new Headers(response.headers)
      headers.delete('content-encoding')
      headers.delete('content-length')
      return new Response(bytes.length === 0 ? null : bytes, { status: response.status, headers })
    },
  }
}

/** Reads the body, at most one byte more than the limit. */
async function readBytes({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > maxBodyBytes) break
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, maxBodyBytes + 1))
}
