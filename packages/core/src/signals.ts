/** Everybody who listens to one signal; no set, because a set that grows keeps what it held before for a long time. */
interface Listeners {
  listeners: (() => void)[]
  leave(): void
}

const listenersOf = new WeakMap<AbortSignal, Listeners>()

/**
 * Calls back when the signal is aborted from now on; returns what ends the listening, to be called once. All who listen
 * to one signal are one listener to the runtime, because Node 20 warns of a leak where a caller gives one signal to more
 * than ten calls.
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
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const leave = (): void => {
    listenersOf.delete(signal)
    signal.removeEventListener('abort', tell)
  }
  const audience = { listeners, leave }
  listenersOf.set(signal, audience)
  signal.addEventListener('abort', tell)
  return audience
}

/** Settles with the promise, or rejects as soon as the signal is aborted, even if the promise ignores the signal. */
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

/** Aborts the controller together with the signal; returns what unties them. */
export function follow(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = (): void => controller.abort()
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  return () => signal?.removeEventListener('abort', abort)
}

/** Over when the time is, or as soon as the signal is aborted; it leaves no timer and no listener. */
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
