type State = 'pending' | 'granted' | { error: unknown }

/** Returns what a promise has become after all pending microtasks. */
export async function stateOf(promise: Promise<unknown>): Promise<State> {
  let state: State = 'pending'
  promise.then(
    () => {
      state = 'granted'
    },
    (error: unknown) => {
      state = { error }
    },
  )
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
  return state
}
