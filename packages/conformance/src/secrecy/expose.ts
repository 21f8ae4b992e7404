import { inspect } from 'node:util'

/**
 * Everything that a log, a debugger or a curious caller can make of a value: every way to print it, and every text that
 * is reached through own properties of any kind, accessors, symbols, collections, causes and prototypes. What a function
 * has closed over cannot be reached from outside, and is not looked for.
 */
export function expose(value: unknown): string {
  return [...print(value), ...collectTexts(value)].join('\n')
}

function print(value: unknown): string[] {
  const options = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }
  const unlimited = { maxArrayLength: null, maxStringLength: null }
  return [
    attempt(() => String(value)),
    attempt(() => JSON.stringify(value)),
    attempt(() => inspect(value, { ...options, ...unlimited })),
    attempt(() => inspect(structuredClone(value), { ...options, ...unlimited })),
  ]
}

/** A client has functions, which no clone carries; what cannot be printed shows nothing. */
function attempt(write: () => string | undefined): string {
  try {
    return write() ?? ''
  } catch (error) {
    return String(error)
  }
}

function collectTexts(root: unknown): string[] {
  const texts: string[] = []
  const seen = new Set<unknown>()
  const pending: unknown[] = [root]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value === 'string' || typeof value === 'symbol') texts.push(String(value))
    if (!isReachable(value) || seen.has(value)) continue
    seen.add(value)
    if (ArrayBuffer.isView(value)) texts.push(readBytes(value))
    else pending.push(...listContents(value))
  }
  return texts
}

/** The view's own bytes: small ones share their memory with others. */
function readBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1')
}

function isReachable(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function listContents(value: object): unknown[] {
  const contents = Reflect.ownKeys(value).flatMap((key) => [key, read(value, key)])
  if (isIterable(value)) contents.push(...value)
  const prototype: unknown = Object.getPrototypeOf(value)
  // What the runtime brings along holds nothing of ours, and leads to everything.
  if (isReachable(prototype) && !isBuiltIn(prototype)) contents.push(prototype)
  return contents
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key)
  } catch {
    return undefined
  }
}

function isIterable(value: object): value is Iterable<unknown> {
  return value instanceof Map || value instanceof Set || value instanceof Headers
}

function isBuiltIn(prototype: object): boolean {
  const maker: unknown = prototype.constructor
  return typeof maker !== 'function' || /\[native code\]/.test(Function.prototype.toString.call(maker))
}
