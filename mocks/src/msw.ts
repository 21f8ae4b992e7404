import { type HttpHandler, HttpResponse, http } from 'msw'
import { bodyLimitBytes, canHaveBody, type OutgoingExchange } from './call/exchange.ts'
import type { MockProvider } from './provider.ts'
import { createResponder, type MockHandlerOptions } from './responder.ts'

export type { MockHandlerOptions } from './responder.ts'

interface HandledBase {
  origin: string
  /** Without a slash at the end; empty where the whole origin is answered. */
  pathPrefix: string
}

function readBase(baseUrl: string): HandledBase {
  const { origin, pathname } = new URL(baseUrl)
  return { origin, pathPrefix: pathname.replace(/\/+$/, '') }
}

function isUnder(url: URL, { origin, pathPrefix }: HandledBase): boolean {
  return url.origin === origin && (url.pathname === pathPrefix || url.pathname.startsWith(`${pathPrefix}/`))
}

function withoutPrefix(url: URL, base: HandledBase): URL {
  const result = new URL(url)
  result.pathname = url.pathname.slice(base.pathPrefix.length)
  return result
}

async function readBody(request: Request): Promise<Uint8Array | null> {
  const body = new Uint8Array(await request.arrayBuffer())
  return body.byteLength > bodyLimitBytes ? null : body
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The body as a stream of pieces that ends early with an error where the connection is to be reset. */
function streamBody({ body, delivery }: OutgoingExchange): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body)
  const { reset, drip } = delivery
  const endAt = reset === null || reset === 'before-headers' ? bytes.length : reset.afterBytes
  const pieceBytes = drip?.bytes ?? Math.max(1, endAt)
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      if (drip) await wait(drip.everyMs)
      if (sent < endAt) {
        controller.enqueue(bytes.subarray(sent, Math.min(sent + pieceBytes, endAt)))
        sent += pieceBytes
      } else if (reset === null) controller.close()
      else controller.error(new TypeError('The connection was reset.'))
    },
  })
}

async function deliver(outgoing: OutgoingExchange): Promise<Response> {
  const { status, headers, body, delivery } = outgoing
  if (delivery.delayMs > 0) await wait(delivery.delayMs)
  if (delivery.reset === 'before-headers') return HttpResponse.error()
  if (!canHaveBody(status)) return new Response(null, { status, headers })
  const isPlain = delivery.reset === null && delivery.drip === null
  return new Response(isPlain ? body : streamBody(outgoing), { status, headers })
}

/**
 * One handler per origin, for every method and path below it: nothing meant for the provider
 * reaches the network. All of them share one running mock, or the state of the options. `baseUrl` throws `TypeError` when it is no address.
 */
export function createMockHandlers(provider: MockProvider, options: MockHandlerOptions = {}): HttpHandler[] {
  const respond = createResponder(provider, options)
  const bases = (options.baseUrl === undefined ? provider.origins : [options.baseUrl]).map(readBase)
  return bases.map((base) =>
    http.all(
      ({ request }) => isUnder(new URL(request.url), base),
      async ({ request }) => {
        const outgoing = respond({
          method: request.method,
          url: withoutPrefix(new URL(request.url), base),
          headers: Object.fromEntries(request.headers),
          body: await readBody(request),
        })
        return deliver(outgoing)
      },
    ),
  )
}
