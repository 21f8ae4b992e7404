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
 * Why a caller is refused; null where he is not. A name that was made to point at this machine still stands in
 * `Host`, and a browser says in `Origin` or `Sec-Fetch-Site` when another site's page is asking.
 */
export function refuseCaller(headers: IncomingHttpHeaders, allowedHosts: readonly string[]): string | null {
  const name = hostName(headers.host)
  if (name === null || !(isLoopback(name) || allowedHosts.includes(name))) {
    return `control does not answer under the host "${headers.host ?? ''}"; allow it with --allow-host`
  }
  const { origin } = headers
  if (origin !== undefined && hostOfOrigin(origin) !== headers.host?.toLowerCase()) {
    return 'control does not answer pages of other sites'
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'control does not answer pages of other sites'
  }
  return null
}
