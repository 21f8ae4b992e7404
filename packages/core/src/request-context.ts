import type { Capabilities } from './client.ts'
import { configurationError } from './errors.ts'
import type { Environment } from './transaction.ts'

/** Where requests go; every field has a default. */
export interface RequestContext {
  /** Selects the documented host; default `production`. */
  environment?: Environment
  /** Replaces that host; may have a path prefix, but not the provider's own path. */
  baseUrl?: string
  /** Accepts an `http://` base URL whose host is not loopback; default `false`. */
  allowInsecureHttp?: boolean
}

/** @throws CekStatusError `CONFIGURATION` unless the value is undefined or one of the two environments */
export function checkEnvironment(provider: string, value: unknown): Environment {
  if (value === undefined) return 'production'
  if (value === 'production' || value === 'sandbox') return value
  throw configurationError(provider, 'environment', "environment must be 'production' or 'sandbox'")
}

/**
 * Checks where requests go, and fills in the documented host. `ownPath` is as for `resolveBaseUrl`.
 * @throws CekStatusError `CONFIGURATION`
 */
export function resolveRequestContext(
  { provider, origins }: Pick<Capabilities, 'provider' | 'origins'>,
  context: RequestContext,
  ownPath: string,
): Required<RequestContext> {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw configurationError(provider, 'context', 'context must be an object')
  }
  const { baseUrl, allowInsecureHttp = false } = context
  if (typeof allowInsecureHttp !== 'boolean') {
    throw configurationError(provider, 'allowInsecureHttp', 'allowInsecureHttp must be a boolean')
  }
  const environment = checkEnvironment(provider, context.environment)
  const settings = { baseUrl, environment, allowInsecureHttp, origins, ownPath }
  return { environment, baseUrl: resolveBaseUrl(provider, settings), allowInsecureHttp }
}

/**
 * Checks `baseUrl` and returns it without a slash at its end, or the documented host when it is undefined.
 *
 * `ownPath` is the provider's own path, such as `/api/v1/check-status`. A base that already ends in a part of it
 * would produce that part twice, so it is rejected.
 * @throws CekStatusError `CONFIGURATION`
 */
export function resolveBaseUrl(
  provider: string,
  settings: {
    baseUrl: unknown
    environment: Environment
    /** True only where the caller accepts `http://` beyond the own machine. */
    allowInsecureHttp?: boolean | undefined
    /** The documented origin of each environment; null where no page names one. */
    origins: Readonly<Record<Environment, string | null>>
    ownPath: string
  },
): string {
  const { baseUrl, environment, origins, ownPath } = settings
  const refuse = (message: string, hint?: string) => configurationError(provider, 'baseUrl', message, hint)
  if (baseUrl === undefined) {
    const origin = origins[environment]
    if (origin !== null) return origin
    const message = `${provider} documents no ${environment} host; set baseUrl`
    throw configurationError(provider, 'environment', message)
  }
  const url = typeof baseUrl === 'string' ? parseUrl(baseUrl) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refuse('baseUrl must be an absolute http or https URL')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refuse('baseUrl must not have a user name, password, query or fragment')
  }
  if (url.protocol === 'http:' && settings.allowInsecureHttp !== true && !isLoopback(url.hostname)) {
    throw refuse(
      'baseUrl must use https: over http, credentials and statuses can be read and changed on the way',
      'set allowInsecureHttp: true if the network to this host is private',
    )
  }
  const path = url.pathname.replace(/\/+$/, '')
  const documentedHost = Object.values(origins).includes(url.origin)
  if (leadingParts(ownPath, documentedHost).some((part) => path.endsWith(part))) {
    throw refuse(`baseUrl must not end in a part of ${ownPath}, which is appended`)
  }
  return url.origin + path
}

/** A parsed URL writes every form of an IPv4 address with four decimal numbers. */
function isLoopback(hostname: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:.+\.)?localhost)$/.test(hostname)
}

/** The whole path and its beginnings that end in its version or later; on the provider's own host, every beginning. */
function leadingParts(path: string, everyPart: boolean): string[] {
  const segments = path.split('/').slice(1)
  const parts = segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`)
  return everyPart ? parts : parts.filter((part) => part === path || /\/v\d/.test(part))
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
