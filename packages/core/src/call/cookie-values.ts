/** Long enough to be a session; a shorter value is found in every other text. */
const cookieValue = /(?:^|,\s*)[^=;,\s]+="?([^;,"\s]{16,})/g

/** The values that a `set-cookie` header hands out. They are never sent back, and may be quoted in the same answer. */
export function readCookieValues(setCookie: string): string[] {
  return [...setCookie.matchAll(cookieValue)].map(([, value = '']) => value)
}
