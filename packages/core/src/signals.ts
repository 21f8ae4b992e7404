/** The listeners of one signal. An array, because a growing set retains removed entries for a long time. */
interface Listeners {
  listeners: (() => void)[]
  leave(): void
}

const listenersOf = new WeakMap<AbortSignal, Listeners>()

/**
 * Calls the listener when the signal aborts; returns a function that removes it, to be called once. All listeners share
 * one listener of the runtime, because Node 20 warns of a leak if one signal has more than ten.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const { listeners, leave } = listenersOf.get(signal) ?? gather(signal)
  listeners.push(listener)
  return () => {
    listeners.splice(listeners.indexOf(listener), 1)
    if (listeners.length === 0) leave()
  }
}

function gather(signal: AbortSignal): Listeners {
  const listeners: (() => void)[] = []
  const notify = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const leave = (): void => {
    listenersOf.delete(signal)
    signal.removeEventListener('abort', notify)
  }
  const entry = { listeners, leave }
  listenersOf.set(signal, entry)
  signal.addEventListener('abort', notify)
  return entry
}

/** Settles with the promise, or rejects as soon as the signal aborts. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    const leave = onAbort(signal, abort)
    promise.then(
      (value) => {
        leave()
        resolve(value)
      },
      (error: unknown) => {
        leave()
        reject(error)
      },
    )
  })
}

/** Aborts the controller with the signal; returns a function that separates them. */
export function follow(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = (): void => controller.abort()
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  return () => signal?.removeEventListener('abort', abort)
}

/** Resolves after the time or as soon as the signal aborts, and leaves no timer and no listener. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
  })
}
