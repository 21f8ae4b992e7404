/** JSON as it is written: keys may stand twice, and scalars are their text, which need not be JSON. */
export type JsonNode =
  | { form: 'object'; members: JsonMember[] }
  | { form: 'array'; items: JsonNode[] }
  | { form: 'scalar'; text: string }

export interface JsonMember {
  key: string
  value: JsonNode
}

export function toTree(value: unknown): JsonNode {
  if (Array.isArray(value)) return { form: 'array', items: value.map(toTree) }
  if (typeof value !== 'object' || value === null) return scalar(JSON.stringify(value))
  const members = Object.entries(value).map(([key, member]) => ({ key, value: toTree(member) }))
  return { form: 'object', members }
}

export function scalar(text: string): JsonNode {
  return { form: 'scalar', text }
}

export function copyTree(node: JsonNode): JsonNode {
  if (node.form === 'scalar') return { ...node }
  if (node.form === 'array') return { form: 'array', items: node.items.map(copyTree) }
  return {
    form: 'object',
    members: node.members.map(({ key, value }) => ({ key, value: copyTree(value) })),
  }
}

export function writeTree(node: JsonNode): string {
  if (node.form === 'scalar') return node.text
  if (node.form === 'array') return `[${node.items.map(writeTree).join(',')}]`
  return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}:${writeTree(value)}`).join(',')}}`
}

/** A place in a tree where a value stands. */
export interface Slot {
  read(): JsonNode
  write(node: JsonNode): void
  remove(): void
  /** Puts one more value right behind, with the same key where there is one. */
  addBehind(node: JsonNode): void
  /** The member that holds the value; null in an array. */
  member: JsonMember | null
}

/** Every place in a tree but its root. */
export function listSlots(root: JsonNode): Slot[] {
  if (root.form === 'scalar') return []
  if (root.form === 'array') {
    return root.items.flatMap((item, index) => [
      {
        read: () => root.items[index] ?? scalar('null'),
        write: (node) => void root.items.splice(index, 1, node),
        remove: () => void root.items.splice(index, 1),
        addBehind: (node) => void root.items.splice(index + 1, 0, node),
        member: null,
      },
      ...listSlots(item),
    ])
  }
  return root.members.flatMap((member, index) => [
    {
      read: () => member.value,
      write: (node) => {
        member.value = node
      },
      remove: () => void root.members.splice(index, 1),
      addBehind: (node) => void root.members.splice(index + 1, 0, { key: member.key, value: node }),
      member,
    },
    ...listSlots(member.value),
  ])
}

/** Every object in a tree, the root included. */
export function listObjects(root: JsonNode): (JsonNode & { form: 'object' })[] {
  if (root.form === 'scalar') return []
  if (root.form === 'array') return root.items.flatMap(listObjects)
  return [root, ...root.members.flatMap(({ value }) => listObjects(value))]
}
