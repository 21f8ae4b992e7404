import {
  copyTree,
  type JsonMember,
  type JsonNode,
  listObjects,
  listSlots,
  type Slot,
  scalar,
  toTree,
} from './json-tree.ts'
import { mutateText } from './mutate-text.ts'
import type { Random } from './random.ts'

/** What mutations are made of. */
export interface Material {
  /** Every word of the provider's status table, and words that stand for success elsewhere. */
  words: readonly string[]
  /** The provider's documented bodies, of which parts are moved. */
  bodies: readonly JsonNode[]
}

const odd: readonly [string, ...string[]] = [
  'null',
  'true',
  'false',
  '0',
  '1',
  '-1',
  '-0',
  '200',
  '""',
  '{}',
  '[]',
  '[null]',
  '"null"',
  '"true"',
  '1e400',
  '-1e400',
  '1E2',
  '1e-7',
  '0.1',
  '104.000',
  '"104.000"',
  '"1e3"',
  '9007199254740993',
  '123456789012345678901234567890',
  'NaN',
  '"NaN"',
  'Infinity',
  '01',
  'undefined',
  '"2009200"',
  '2009200',
  '"1"',
]

const oddKeys: readonly [string, ...string[]] = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  'then',
  'toJSON',
  'status',
  'data',
  'error',
  'error_msg',
  'errors',
  'message',
  'h2h_results',
  'smm_results',
  'items',
  'is_sandbox',
  'is_smm',
  '',
]

type Mutation = (root: JsonNode, random: Random, material: Material) => void

const mutations: readonly [Mutation, ...Mutation[]] = [
  (root, random) => pickSlot(root, random)?.remove(),
  (root, random) => {
    const slot = pickSlot(root, random)
    slot?.addBehind(copyTree(slot.read()))
  },
  (root, random, material) => pickSlot(root, random)?.addBehind(makeValue(random, material)),
  (root, random, material) => pickSlot(root, random)?.write(makeValue(random, material)),
  (root, random, material) => pickText(root, random, material)?.write(pickWord(random, material)),
  (root, random, material) => pickText(root, random, material)?.write(pickWord(random, material)),
  changeText,
  changeText,
  (root, random) => {
    const slot = pickSlot(root, random)
    if (slot !== undefined) slot.write(retype(slot.read(), random))
  },
  (root, random) => swapValues(pickSlot(root, random), pickSlot(root, random)),
  (root, random) => {
    const [one, other] = [pickMember(root, random), pickMember(root, random)]
    if (one !== undefined && other !== undefined) [one.key, other.key] = [other.key, one.key]
  },
  (root, random) => {
    const member = pickMember(root, random)
    const other = pickMember(root, random)
    if (member === undefined || other === undefined) return
    member.key = random.percent(50) ? other.key : mutateText(member.key, random)
  },
  (root, random) => {
    const slot = pickSlot(root, random)
    if (slot !== undefined) slot.write(wrap(slot.read(), random))
  },
  (root, random) => {
    const slot = pickSlot(root, random)
    const inner = slot === undefined ? undefined : pickSlot(slot.read(), random)
    if (slot !== undefined && inner !== undefined) slot.write(inner.read())
  },
  (root, random, { bodies }) => {
    const other = random.pickFrom(bodies)
    const part = other === undefined ? undefined : pickSlot(other, random)
    if (part !== undefined) pickSlot(root, random)?.write(copyTree(part.read()))
  },
  (root, random, { bodies }) => {
    // A member of another answer, put where it stands there: two answers in one.
    const other = random.pickFrom(bodies)
    const member = other === undefined ? undefined : pickMember(other, random)
    const object = random.pickFrom(listObjects(root))
    if (member !== undefined) object?.members.push({ key: member.key, value: copyTree(member.value) })
  },
  (root, random, material) => {
    const object = random.pickFrom(listObjects(root))
    object?.members.splice(random.below(object.members.length + 1), 0, {
      key: random.pick(oddKeys),
      value: makeValue(random, material),
    })
  },
  (root, random) => random.pickFrom(listObjects(root))?.members.reverse(),
]

/** Changes one to four things about a body; the body itself stays as it is. */
export function mutateJson(body: JsonNode, random: Random, material: Material): JsonNode {
  let root = copyTree(body)
  const count = 1 + random.below(4)
  for (let done = 0; done < count; done += 1) random.pick(mutations)(root, random, material)
  if (random.percent(3)) root = wrap(root, random)
  if (random.percent(1)) nestDeeply(root, random)
  return root
}

function pickSlot(root: JsonNode, random: Random, suits: (node: JsonNode) => boolean = () => true) {
  return random.pickFrom(listSlots(root).filter((slot) => suits(slot.read())))
}

/** A text, and every other time one that is a word of some status: there a mutation decides most. */
function pickText(root: JsonNode, random: Random, { words }: Material): Slot | undefined {
  const isDeciding = (node: JsonNode) => isText(node) && words.includes(readText(node))
  return (
    (random.percent(50) ? pickSlot(root, random, isDeciding) : undefined) ?? pickSlot(root, random, isText)
  )
}

function pickWord(random: Random, { words }: Material): JsonNode {
  return textNode(random.pickFrom(words) ?? '')
}

function changeText(root: JsonNode, random: Random, material: Material): void {
  const slot = pickText(root, random, material)
  if (slot !== undefined) slot.write(textNode(mutateText(readText(slot.read()), random)))
}

function pickMember(root: JsonNode, random: Random): JsonMember | undefined {
  return random.pickFrom(listObjects(root).flatMap(({ members }) => members))
}

function swapValues(one: Slot | undefined, other: Slot | undefined): void {
  if (one === undefined || other === undefined) return
  // Copies, because one of the two may stand inside the other.
  const [left, right] = [copyTree(one.read()), copyTree(other.read())]
  one.write(right)
  other.write(left)
}

function makeValue(random: Random, material: Material): JsonNode {
  return random.percent(40) ? pickWord(random, material) : scalar(random.pick(odd))
}

function retype(node: JsonNode, random: Random): JsonNode {
  if (node.form !== 'scalar') return random.percent(50) ? scalar('null') : textNode('')
  if (!isText(node)) return textNode(node.text)
  const text = readText(node)
  return /^-?\d+(\.\d+)?$/.test(text) ? scalar(text) : toTree(random.percent(50) ? [text] : { value: text })
}

function wrap(node: JsonNode, random: Random): JsonNode {
  if (random.percent(30)) return { form: 'array', items: [node] }
  const key = random.pick(['data', 'value', 'status', 'transaction', 'response', '__proto__', 'toString', ''])
  return { form: 'object', members: [{ key, value: node }] }
}

function nestDeeply(root: JsonNode, random: Random): void {
  const depth = 10 ** (1 + random.below(3)) * (1 + random.below(3))
  pickSlot(root, random)?.write(scalar('['.repeat(depth) + ']'.repeat(depth)))
}

function textNode(text: string): JsonNode {
  return scalar(JSON.stringify(text))
}

function isText(node: JsonNode): boolean {
  return node.form === 'scalar' && node.text.startsWith('"')
}

function readText(node: JsonNode): string {
  return node.form === 'scalar' ? String(JSON.parse(node.text)) : ''
}
