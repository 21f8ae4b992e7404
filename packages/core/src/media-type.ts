const mediaType = /^\s*([\w.+-]{1,80}(?:\/[\w.+-]{1,80})?)/
const charset = /;\s*charset="?([\w.:+-]{1,40})/i

/** Returns the media type of a `content-type` header with its charset, if any; drops all other parameters. */
export function readMediaType(contentType = ''): string | null {
  const type = mediaType.exec(contentType)?.[1]
  const set = contentType.includes(';') ? charset.exec(contentType)?.[1] : undefined
  if (type === undefined) return null
  return set === undefined ? type : `${type}; charset=${set}`
}
