export interface Link<Item> {
  readonly item: Item
  previous: Link<Item> | undefined
  next: Link<Item> | undefined
}

/** A list that adds at the end and removes anywhere in constant time. */
export class LinkedList<Item> {
  first: Link<Item> | undefined
  #last: Link<Item> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Inserts the link before another one, or at the end. The link must not be in a list. */
  insert(link: Link<Item>, next?: Link<Item>): void {
    const previous = next === undefined ? this.#last : next.previous
    link.previous = previous
    link.next = next
    if (previous === undefined) this.first = link
    else previous.next = link
    if (next === undefined) this.#last = link
    else next.previous = link
    this.#size += 1
  }

  /** Does nothing where the link is not in the list. */
  remove(link: Link<Item>): void {
    const { previous, next } = link
    if (previous === undefined && this.first !== link) return
    if (previous === undefined) this.first = next
    else previous.next = next
    if (next === undefined) this.#last = previous
    else next.previous = previous
    link.previous = undefined
    link.next = undefined
    this.#size -= 1
  }

  *[Symbol.iterator](): Generator<Item> {
    for (let link = this.first; link !== undefined; link = link.next) yield link.item
  }
}
