import { createHash, createHmac, createPublicKey, createSign } from 'node:crypto'
import { exists, listFiles, readText } from './repository.ts'

/** A worked vector as a README prints it: one `name  value` a line, in a block of text that begins with `vector`. */
export type WorkedVector = Readonly<Record<string, string>>

export function readWorkedVectors(markdown: string): WorkedVector[] {
  return [...markdown.matchAll(/^```text\n(vector +[\s\S]*?)^```$/gm)].map(([, block = '']) =>
    Object.fromEntries([...block.matchAll(/^(\w+) +(.+)$/gm)].map(([, name, value]) => [name, value])),
  )
}

interface PublishedVector {
  name: string
  inputs: Readonly<Record<string, unknown>>
  intermediate?: Readonly<Record<string, unknown>> | null
  expected: { value: string } | null
  verifies: boolean
}

/** What is wrong with a printed vector, one line each; computed from its text alone, with Node's own crypto. */
export function findVectorProblems(folder: string, printed: WorkedVector): string[] {
  const published = readPublished(folder, printed.vector ?? '')
  if (published === undefined) return [`${printed.vector}: no vector of that name in ${folder}/vectors`]
  const problems: string[] = []
  const demand = (name: string, wanted: string | undefined): void => {
    if (printed[name] !== wanted) problems.push(`${printed.vector}: ${name} has to be ${wanted}`)
  }
  if (!published.verifies) problems.push(`${printed.vector}: its result does not follow from its inputs`)
  if (printed.body !== undefined || printed.bodyHash !== undefined) {
    demand(
      'bodyHash',
      createHash('sha256')
        .update(printed.body ?? '')
        .digest('hex'),
    )
  }
  demand('stringToSign', fillIn(printed.formula ?? '', printed))
  demand('stringToSign', toText(published.intermediate?.stringToSign))
  demand('signature', sign(printed, published))
  if (printed.publicKey !== undefined) demand('publicKey', publicHalf(toText(published.inputs.privateKeyPem)))
  demand('signature', published.expected?.value)
  const given = Object.values({ ...published.inputs, ...published.intermediate })
  const ours = ['vector', 'publicKey', 'formula', 'algorithm', 'signature']
  for (const [name, value] of Object.entries(printed)) {
    if (!ours.includes(name) && !given.includes(value)) {
      problems.push(`${printed.vector}: ${name} is not what the published vector has`)
    }
  }
  return problems
}

function readPublished(folder: string, name: string): PublishedVector | undefined {
  if (!exists(`${folder}/vectors`)) return undefined
  return listFiles(`${folder}/vectors`)
    .flatMap((path) => (JSON.parse(readText(path)) as { vectors: PublishedVector[] }).vectors)
    .find((vector) => vector.name === name)
}

/** `{path}:{timestamp}` with the values of the rows that are called so. */
function fillIn(formula: string, printed: WorkedVector): string {
  return formula.replace(/\{(\w+)\}/g, (whole, name: string) => printed[name] ?? whole)
}

const algorithm =
  /^(?:(?<digest>MD5|SHA256)|HMAC-(?<hmac>SHA\d+)\((?<key>\w+)\)|SHA256withRSA), (?<form>hex|base64)$/

/** The signature by the algorithm that is printed; undefined for one that is none of these. */
function sign(printed: WorkedVector, { inputs }: PublishedVector): string | undefined {
  const { stringToSign = '' } = printed
  const { digest, hmac, key = '', form } = algorithm.exec(printed.algorithm ?? '')?.groups ?? {}
  if (form === undefined) return undefined
  const encoding = form === 'hex' ? 'hex' : 'base64'
  if (digest !== undefined) return createHash(digest).update(stringToSign).digest(encoding)
  if (hmac !== undefined)
    return createHmac(hmac, printed[key] ?? '')
      .update(stringToSign)
      .digest(encoding)
  return createSign('sha256').update(stringToSign).sign(toText(inputs.privateKeyPem), encoding)
}

function publicHalf(privateKey: string): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
