/**
 * Returns a built-in module of Node, or undefined where the runtime lacks it. It is read from the global `process`, because
 * an import would bind core to one runtime. The `process` of Next.js's edge runtime throws for what it lacks.
 */
export function findBuiltInModule(id: string): unknown {
  try {
    const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }
    return process?.getBuiltinModule?.(id)
  } catch {
    return undefined
  }
}
