import { copyButton } from './copy.js'
import { byId, element } from './element.js'

/** @import { ProviderDescription } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/** @param {string} value */
function isLong(value) {
  return value.length > 80 || value.includes('\n')
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} what
 */
function field(name, value, what) {
  return [
    element('dt', {}, name),
    element(
      'dd',
      {},
      isLong(value)
        ? element(
            'details',
            {},
            element('summary', {}, `Show ${what}`),
            element('pre', { tabindex: '0', role: 'group', 'aria-label': what }, value),
          )
        : element('code', {}, value),
      copyButton(value, what),
    ),
  ]
}

/**
 * @param {ProviderDescription} provider
 * @param {string} session
 */
function describe({ name, url, credentials, sessionCredentials, curl }, session) {
  const isNamed = session !== 'default' && session !== 'all'
  const keys = Object.entries(isNamed ? sessionCredentials : credentials).map(
    ([key, value]) => /** @type {const} */ ([key, value.replaceAll('<session>', session)]),
  )
  return element(
    'section',
    { class: 'provider', 'aria-label': name },
    element('h3', {}, name),
    element(
      'dl',
      {},
      ...field('Base URL', isNamed ? `${url}/s/${session}` : url, `the base URL of ${name}`),
      ...keys.flatMap(([key, value]) => field(key, value, `${key} of ${name}`)),
      ...(curl === null ? [] : field('Example request', curl, `the example request to ${name}`)),
    ),
  )
}

/**
 * Addresses and fake credentials, as the chosen session needs them.
 * @param {Store} store
 */
export function showProviders(store) {
  const list = byId('provider-list', HTMLDivElement)
  let shown = ''
  store.listen(({ session }, providers) => {
    // Drawn again only where it differs, to keep focus and selection.
    const wanted = `${session} ${providers.map(({ url }) => url).join(' ')}`
    if (wanted === shown) return
    shown = wanted
    list.replaceChildren(...providers.map((provider) => describe(provider, session)))
  })
}
