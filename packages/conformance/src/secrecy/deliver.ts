/** The JSON body with `text` in every personal field, and in fields that nobody knows. */
export function deliver(body: string, personalFields: readonly string[], text: string): string {
  const answer: unknown = JSON.parse(body)
  if (!isRecord(answer)) return body
  for (const path of personalFields) put(answer, path.split('.'), text)
  for (const node of [answer, answer.data]) {
    if (isRecord(node)) Object.assign(node, { product_license: text, customer_phone: text, pay_url: text })
  }
  return JSON.stringify(answer)
}

function put(node: unknown, [first = '', ...rest]: readonly string[], text: string): void {
  if (!isRecord(node)) return
  const name = first.replace('[]', '')
  const next = node[name]
  if (rest.length === 0) node[name] = text
  else for (const child of Array.isArray(next) ? next : [next]) put(child, rest, text)
}

/** One body after the other, each with one of its values replaced. */
export function* replaceEachValue(body: string, replacement: unknown): Generator<string> {
  const paths = listPaths(JSON.parse(body))
  for (const path of paths) yield JSON.stringify(replaceAt(JSON.parse(body), path, replacement))
}

function listPaths(node: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [path]
  return [path, ...Object.entries(node).flatMap(([key, child]) => listPaths(child, [...path, key]))]
}

function replaceAt(node: unknown, [first, ...rest]: readonly string[], replacement: unknown): unknown {
  if (first === undefined) return replacement
  const parent = node as Record<string, unknown>
  parent[first] = replaceAt(parent[first], rest, replacement)
  return parent
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
