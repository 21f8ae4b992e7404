import { askControl } from './control.js'
import { byId, numberOf, textOf } from './element.js'
import { attempt, onSubmit } from './forms.js'
import { tell } from './news.js'
import { dateTime, fromLocal, onZone } from './time.js'
/** @import { ClockState } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/**
 * The switches of the session's clock, and of what it judges by it.
 * @param {Store} store
 */
export function showClock(store) {
  const now = byId('clock-now', HTMLTimeElement)
  const mode = byId('clock-mode', HTMLSpanElement)
  const controls = byId('clock-controls', HTMLDivElement)
  const advance = byId('advance-form', HTMLFormElement)
  const settings = byId('settings-form', HTMLFormElement)
  const rateLimits = /** @type {HTMLInputElement} */ (settings.elements.namedItem('rateLimits'))
  /** @type {ClockState | null} */
  let clock = null
  let takenMs = 0

  const draw = () => {
    if (clock === null) return
    const sinceMs = clock.mode === 'running' ? performance.now() - takenMs : 0
    const moment = new Date(Date.parse(clock.now) + sinceMs)
    now.dateTime = moment.toISOString()
    now.textContent = dateTime(moment.getTime())
  }
  /** @param {unknown} body */
  const move = async (body) => {
    store.take(await askControl('PUT', `${store.path()}/clock`, body))
    tell(`The clock is at ${now.textContent}.`)
  }

  byId('freeze-clock', HTMLButtonElement).addEventListener('click', () =>
    attempt(advance, () => move({ mode: 'frozen' })),
  )
  byId('run-clock', HTMLButtonElement).addEventListener('click', () =>
    attempt(advance, () => move({ mode: 'running' })),
  )
  byId('real-clock', HTMLButtonElement).addEventListener('click', () =>
    attempt(advance, async () => {
      store.take(await askControl('DELETE', `${store.path()}/clock`))
      tell('The clock is back to real time.')
    }),
  )
  onSubmit(advance, () =>
    move({ advanceMs: (numberOf(advance, 'amount') ?? 0) * (numberOf(advance, 'unit') ?? 0) }),
  )
  const setForm = byId('set-clock-form', HTMLFormElement)
  onSubmit(setForm, () => move({ at: fromLocal(textOf(setForm, 'at') ?? '') }))
  rateLimits.addEventListener('change', () =>
    attempt(settings, async () =>
      store.take(await askControl('PATCH', `${store.path()}/settings`, { rateLimits: rateLimits.checked })),
    ),
  )
  setInterval(draw, 500)
  onZone(draw)
  store.listen((session) => {
    clock = session.clock
    takenMs = performance.now()
    controls.hidden = clock === null
    if (clock === null) now.textContent = 'Each session has its own clock. Choose a session.'
    mode.textContent = clock === null ? '' : clock.touched ? clock.mode : 'real time'
    rateLimits.checked = session.settings?.rateLimits ?? false
    draw()
  })
}
