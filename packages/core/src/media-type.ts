const mediaType = /^\s*([\w.+-]{1,80}(?:\/[\w.+-]{1,80})?)/
const charset = /;\s*charset="?([\w.:+-]{1,40})/i

/** Of a `content-type` header the media type and the charset; other parameters may be anything, and tell nothing. */
export function readMediaType(contentType = ''): string | null {
  const type = mediaType.exec(contentType)?.[1]
  const set = charset.exec(contentType)?.[1]
  if (type === undefined) return null
  return set === undefined ? type : `${type}; charset=${set}`
}
