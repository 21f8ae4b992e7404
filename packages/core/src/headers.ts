/** The headers of an answer: by their names in any case, or as a fetch has them. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>> | Headers

/** One header, whose name is given in lower case; the last where a record has it more than once. */
export function readHeader(headers: AnswerHeaders, name: string): string | undefined {
  if (isHeaders(headers)) return headers.get(name) ?? undefined
  let text: string | undefined
  for (const key of Object.keys(headers)) {
    if (key.length !== name.length || (key !== name && key.toLowerCase() !== name)) continue
    const value: unknown = headers[key]
    const joined = Array.isArray(value) ? value.join(', ') : value
    if (typeof joined === 'string') text = joined
  }
  return text
}

/** Told by its method: the `Headers` of another fetch package or realm is no instance of the global one. */
function isHeaders(headers: AnswerHeaders): headers is Headers {
  return typeof headers.get === 'function'
}
