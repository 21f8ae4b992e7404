import type { IncomingHttpHeaders } from 'node:http'

/** `127.0.0.1:4100` is `127.0.0.1`, `[::1]:4100` is `[::1]`; null where the text is no host. */
function hostName(host: string | undefined): string | null {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/.exec(host?.toLowerCase() ?? '')?.[1] ?? null
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}

function hostOfOrigin(origin: string): string | null {
  return URL.parse(origin)?.host.toLowerCase() ?? null
}

/**
 * Returns why a request is refused, or null. With DNS rebinding, `Host` still has the other name; a browser names the
 * page's site in `Origin` or `Sec-Fetch-Site`.
 */
export function refuseCaller(headers: IncomingHttpHeaders, allowedHosts: readonly string[]): string | null {
  const name = hostName(headers.host)
  if (name === null || !(isLoopback(name) || allowedHosts.includes(name))) {
    return `host "${headers.host ?? ''}" is not allowed; pass --allow-host`
  }
  const { origin } = headers
  if (origin !== undefined && hostOfOrigin(origin) !== headers.host?.toLowerCase()) {
    return 'requests from other sites are not allowed'
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'requests from other sites are not allowed'
  }
  return null
}
