import { askControl } from './control.js'
import { byId, element, textOf } from './element.js'
import { attempt, onSubmit } from './forms.js'
import { tell } from './news.js'

/** @import { Store } from './store.js' */

const notes = {
  default: 'Calls without a session.',
  all: 'Applies to every session that sets nothing itself.',
}

/** @returns {string} */
function nameInAddress() {
  return new URLSearchParams(location.hash.slice(1)).get('session') ?? 'default'
}

/**
 * The picker of the session that all switches belong to; the choice stays in the address.
 * @param {Store} store
 */
export function showSession(store) {
  const form = byId('session-form', HTMLFormElement)
  const input = byId('session-name', HTMLInputElement)
  const names = byId('session-names', HTMLDataListElement)

  const offerNames = async () => {
    const { sessions } = await askControl('GET', 'sessions')
    names.replaceChildren(
      ...sessions.map((/** @type {{ session: string }} */ { session }) =>
        element('option', { value: session }),
      ),
    )
  }
  const open = () => {
    const name = nameInAddress()
    input.value = name
    return attempt(form, () => store.load(name))
  }
  const choose = async () => {
    const name = textOf(form, 'session') ?? 'default'
    await store.load(name)
    history.replaceState(
      null,
      '',
      name === 'default' ? location.pathname : `#session=${encodeURIComponent(name)}`,
    )
    tell(`Session ${name}.`)
    await offerNames()
  }
  onSubmit(form, choose)
  input.addEventListener('change', () => attempt(form, choose))
  input.addEventListener('focus', () => offerNames().catch(() => {}))
  // The address keeps the session, so links inside the page only move.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    if (!(link instanceof HTMLAnchorElement)) return
    event.preventDefault()
    const target = byId(link.hash.slice(1), HTMLElement)
    target.scrollIntoView()
    target.focus({ preventScroll: true })
  })
  addEventListener('hashchange', () => {
    if (location.hash.startsWith('#session=')) open()
  })
  byId('reset-session', HTMLButtonElement).addEventListener('click', () =>
    attempt(form, async () => {
      store.take(await askControl('POST', `${store.path()}/reset`))
      tell(`Session ${store.name()} reset.`)
    }),
  )
  store.listen(({ session, calls }) => {
    const note = session === 'default' || session === 'all' ? notes[session] : ''
    const counted = session === 'all' ? '' : `${calls} ${calls === 1 ? 'call' : 'calls'}`
    byId('session-note', HTMLSpanElement).textContent = [note, counted].filter(Boolean).join(' ')
  })
  return open()
}
