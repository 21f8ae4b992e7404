/** Long enough to be a session; a shorter value is found in every other text. */
const cookieValue = /(?:^|,\s*)[^=;,\s]+="?([^;,"\s]{16,})/g

/** Returns the values of a `set-cookie` header. They are never sent back, and the same response may quote them. */
export function readCookieValues(setCookie: string): string[] {
  return [...setCookie.matchAll(cookieValue)].map(([, value = '']) => value)
}
