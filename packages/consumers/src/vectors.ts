import { createHash, createHmac, createPublicKey, createSign, createVerify } from 'node:crypto'

/** One worked example, as far as its fields are the same in every file. */
export interface Vector {
  name: string
  algorithm: string
  inputs: Readonly<Record<string, string | null | undefined>>
  intermediate: Stages | null
  expected: { value: string; encoding: 'base64' | 'hex' } | null
  verifies: boolean
  note?: string
  commonMistakes?: Readonly<Record<string, string>>
}

/** What stands between the inputs and the signature. */
interface Stages {
  minifiedBody?: string
  /** In place of the body without white space, where a rule hashes another text. */
  hashedText?: string
  bodySha256Hex?: string
  stringToSign?: string
  /** Says why the hash of the body is left out. */
  convention?: string
}

export interface VectorFile {
  about: string
  formula: Record<string, string>
  vectors: Vector[]
}

/**
 * Works out an example as its file describes it, with `node:crypto` only, as in another language: the file's formula
 * names the input of each digest. With a public key only, the signature is the published one if it verifies, else null.
 */
export function workOut(
  vector: Vector,
  formulas: VectorFile['formula'],
): Stages & { signature: string | null } {
  const { inputs, intermediate } = vector
  const { requestBody, httpMethod } = inputs
  const joined = joinByFormula(formulas, vector)
  if (joined !== null) return sign(vector, joined, {})
  if (typeof httpMethod !== 'string') return sign(vector, joinParts(inputs), {})
  if (intermediate?.convention !== undefined) return sign(vector, joinParts(inputs), {})
  const minifiedBody = typeof requestBody === 'string' ? withoutWhiteSpace(requestBody) : ''
  const bodySha256Hex = createHash('sha256')
    .update(intermediate?.hashedText ?? minifiedBody)
    .digest('hex')
  return sign(vector, joinParts(inputs, bodySha256Hex), { minifiedBody, bodySha256Hex })
}

const formulaTerms = /\b(MD5|HMAC-SHA256|SHA-512|base64)\(([^()]*)\)/

/**
 * The text that the vector's algorithm is of: of the formulas with that algorithm, the one that uses every input. Names of
 * inputs and quoted separators are joined by plus signs; the first name of an HMAC, before a comma, is its key.
 */
function joinByFormula(formulas: VectorFile['formula'], { algorithm, inputs }: Vector): string | null {
  for (const formula of Object.values(formulas)) {
    const [, name, text = ''] = formulaTerms.exec(formula) ?? []
    if (name === undefined || !algorithm.toLowerCase().startsWith(name.toLowerCase())) continue
    const [terms = '', key] = text.split(', ').reverse()
    const parts = terms.split(' + ').map(toInputName)
    const names = [...parts, ...(key === undefined ? [] : [toInputName(key)])]
    if (!Object.keys(inputs).every((input) => names.includes(input))) continue
    return parts.map((part) => (part.startsWith('"') ? JSON.parse(part) : readInput(inputs, part))).join('')
  }
  return null
}

function toInputName(term: string): string {
  return term.startsWith('"')
    ? term
    : term.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase())
}

function readInput(inputs: Vector['inputs'], name: string): string {
  const value = inputs[name]
  if (typeof value === 'string') return value
  throw new Error(`the formula has ${name}, which is none of the inputs.`)
}

/** What is signed, by the kind of the example. */
function joinParts(inputs: Vector['inputs'], bodyHash?: string): string {
  const { clientKey, tradeNo, timestamp } = inputs
  if (typeof tradeNo === 'string') return `${tradeNo}|${timestamp}`
  if (typeof clientKey === 'string') return `${clientKey}|${timestamp}`
  const { httpMethod, endpointUrl, accessToken } = inputs
  const parts = [httpMethod, endpointUrl, accessToken, bodyHash, timestamp]
  return parts.filter((part) => part !== undefined).join(':')
}

/** White space inside strings stays. */
function withoutWhiteSpace(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')
}

function sign(vector: Vector, stringToSign: string, stages: Stages): Stages & { signature: string | null } {
  const { algorithm, inputs, expected } = vector
  const encoding = expected?.encoding ?? 'base64'
  const hash = /^(?:HMAC-SHA(\d+)|SHA(\d+)withRSA|MD5|SHA-512|(Base64))\b/.exec(algorithm)
  if (hash === null)
    throw new Error(`${vector.name} has the algorithm "${algorithm}", which nobody described.`)
  const [name, hmac, rsa, plain] = hash
  if (plain !== undefined) {
    return { ...stages, stringToSign, signature: Buffer.from(stringToSign).toString(encoding) }
  }
  if (hmac !== undefined) {
    const signature = createHmac(`sha${hmac}`, inputs.clientSecret ?? inputs.apiKey ?? '')
      .update(stringToSign)
      .digest(encoding)
    return { ...stages, stringToSign, signature }
  }
  if (rsa === undefined) {
    return { ...stages, stringToSign, signature: createHash(name).update(stringToSign).digest(encoding) }
  }
  if (typeof inputs.privateKeyPem === 'string') {
    const signature = createSign(`sha${rsa}`).update(stringToSign).sign(inputs.privateKeyPem, encoding)
    return { ...stages, stringToSign, signature }
  }
  const published = expected?.value ?? ''
  const genuine = createVerify(`sha${rsa}`)
    .update(stringToSign)
    .verify(readPublicKey(inputs), published, encoding)
  return { ...stages, stringToSign, signature: genuine ? published : null }
}

function readPublicKey({ publicKeyPem, publicKeySpkiBase64 }: Vector['inputs']) {
  if (typeof publicKeyPem === 'string') return createPublicKey(publicKeyPem)
  return createPublicKey({
    key: Buffer.from(publicKeySpkiBase64 ?? '', 'base64'),
    format: 'der',
    type: 'spki',
  })
}
