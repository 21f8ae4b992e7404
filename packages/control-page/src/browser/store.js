import { askControl, sessionPath } from './control.js'

/** @import { ProviderDescription, SessionDescription } from '../api-types.ts' */

/**
 * What the parts of the page share: the providers, the chosen session and what it was told.
 * @typedef {ReturnType<typeof createStore>} Store
 */

/**
 * The example bears the time at which it was made; nothing else changes but by an edit of a scenario file.
 * @param {readonly ProviderDescription[]} providers
 */
function withoutCurl(providers) {
  return JSON.stringify(providers.map((provider) => ({ ...provider, curl: null })))
}

export function createStore() {
  /** @type {Set<(session: SessionDescription, providers: readonly ProviderDescription[]) => void>} */
  const listeners = new Set()
  /** @type {ProviderDescription[]} */
  let providers = []
  /** @type {SessionDescription} */
  let session = { session: 'default', clock: null, settings: null, situations: [], faults: [], calls: 0 }
  let asked = 0

  const tellAll = () => {
    for (const listener of listeners) listener(session, providers)
  }
  /** @param {SessionDescription} description */
  const take = (description) => {
    // An answer that was asked before this change must not undo it on the screen.
    asked += 1
    session = description
    tellAll()
  }
  /** @param {string} name */
  const load = async (name) => {
    asked += 1
    const turn = asked
    const description = await askControl('GET', sessionPath(name))
    if (turn === asked) take(description)
  }
  return {
    providers: () => providers,
    session: () => session,
    name: () => session.session,
    /** Path of the chosen session, after `/api/`. */
    path: () => sessionPath(session.session),
    take,
    load,
    refresh: () => load(session.session),
    async loadProviders() {
      const answer = await askControl('GET', 'providers')
      if (withoutCurl(answer.providers) === withoutCurl(providers)) return
      providers = answer.providers
      tellAll()
    },
    /** Told at once, and with every change. @param {(session: SessionDescription, providers: readonly ProviderDescription[]) => void} listener */
    listen(listener) {
      listeners.add(listener)
      listener(session, providers)
    },
  }
}
