import { type HttpHandler, http } from 'msw'
import { bodyLimitBytes, createResponder, type MockHandlerOptions } from './responder.ts'
import type { MockProvider } from './types.ts'

export type { MockHandlerOptions } from './responder.ts'

interface HandledBase {
  origin: string
  /** Without a slash at the end; empty where the whole origin is answered. */
  pathPrefix: string
}

const readBase = (baseUrl: string): HandledBase => {
  const { origin, pathname } = new URL(baseUrl)
  return { origin, pathPrefix: pathname.replace(/\/+$/, '') }
}

const isUnder = (url: URL, { origin, pathPrefix }: HandledBase): boolean =>
  url.origin === origin && (url.pathname === pathPrefix || url.pathname.startsWith(`${pathPrefix}/`))

const withoutPrefix = (url: URL, base: HandledBase): URL => {
  const result = new URL(url)
  result.pathname = url.pathname.slice(base.pathPrefix.length)
  return result
}

const readBody = async (request: Request): Promise<Uint8Array | null> => {
  const body = new Uint8Array(await request.arrayBuffer())
  return body.byteLength > bodyLimitBytes ? null : body
}

/**
 * One handler per origin, for every method and path below it: nothing meant for the provider
 * reaches the network. All of them share one running mock. `baseUrl` throws `TypeError` when it is no address.
 */
export const createMockHandlers = (
  provider: MockProvider,
  options: MockHandlerOptions = {},
): HttpHandler[] => {
  const respond = createResponder(provider, options)
  const bases = (options.baseUrl === undefined ? provider.origins : [options.baseUrl]).map(readBase)
  return bases.map((base) =>
    http.all(
      ({ request }) => isUnder(new URL(request.url), base),
      async ({ request }) => {
        const { status, headers, body } = respond({
          method: request.method,
          url: withoutPrefix(new URL(request.url), base),
          headers: Object.fromEntries(request.headers),
          body: await readBody(request),
        })
        return new Response(body, { status, headers })
      },
    ),
  )
}
