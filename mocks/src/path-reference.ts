/**
 * Reads a reference that forms the last segment of a path, percent-decoded.
 * `null` where the path does not begin with `prefix`, has nothing or more than one segment after it, or is badly encoded.
 */
export function readPathReference(path: string, prefix: string): string | null {
  if (!path.startsWith(prefix)) return null
  const segment = path.slice(prefix.length)
  if (segment === '' || segment.includes('/')) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
