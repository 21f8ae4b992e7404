import { askControl, sessionPath } from './control.js'
import { byId, element, textOf } from './element.js'
import { showEntry } from './entry.js'
import { tell } from './news.js'
import { offerProviders } from './options.js'
import { onZone, timeOfDay } from './time.js'

/** @import { JournalEntry } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/** As many as the mocks keep of one session. */
const keptEntries = 500
/** More rows than anybody reads; the filter finds the others. */
const shownEntries = 200

/** @param {JournalEntry} entry */
function referenceOf({ asked, request }) {
  return asked.merchantReference ?? asked.providerReference ?? `${request.method} ${request.path}`
}

/** A refusal that its HTTP status does not show. @param {JournalEntry} entry */
function isRefused({ rule, answer }) {
  return answer.status < 300 && (rule === 'request' || rule === 'rate-limit')
}

/** @param {JournalEntry} entry */
function searchText(entry) {
  return [
    entry.provider,
    entry.session,
    referenceOf(entry),
    entry.asked.providerReference,
    entry.request.path,
    entry.answer.status,
    entry.situation,
    entry.rule,
    entry.because,
    entry.effect,
    entry.provenance.kind,
    ...entry.answer.faults,
  ]
    .join(' ')
    .toLowerCase()
}

/** @param {JournalEntry} entry */
function drawEntry(entry) {
  const { provider, session, answer, situation, because, effect } = entry
  /**
   * @param {string} name
   * @param {string} text
   */
  const part = (name, text) => element('span', { class: name }, text)
  const row = element(
    'button',
    { type: 'button', 'aria-haspopup': 'dialog' },
    part('time', timeOfDay(entry.at)),
    part(`status s${Math.trunc(answer.status / 100)} ${entry.rule}`, String(answer.status)),
    part('who', session === 'default' ? provider : `${provider} · ${session}`),
    part('reference', referenceOf(entry)),
    part('situation', [situation, ...answer.faults].filter(Boolean).join(' + ')),
    element(
      'span',
      { class: 'because' },
      ...(effect === 'created-order' ? [part('badge ordered', 'created an order'), ' '] : []),
      ...(isRefused(entry) ? [part('badge refused', 'refused'), ' '] : []),
      because,
    ),
    ...(entry.explainable ? [part('badge why', 'why?')] : []),
  )
  row.addEventListener('click', () => showEntry(entry))
  return element('li', { 'data-id': String(entry.id) }, row)
}

/**
 * The calls as they come.
 * @param {Store} store
 */
export function showJournal(store) {
  const filter = byId('journal-filter', HTMLFormElement)
  const provider = /** @type {HTMLSelectElement} */ (filter.elements.namedItem('provider'))
  const scope = /** @type {HTMLSelectElement} */ (filter.elements.namedItem('scope'))
  const list = byId('journal-entries', HTMLOListElement)
  const state = byId('stream-state', HTMLSpanElement)
  const news = byId('journal-news', HTMLParagraphElement)
  /** @type {Map<number, { entry: JournalEntry, text: string, row: HTMLLIElement | null }>} */
  const kept = new Map()
  /** @type {EventSource | null} */
  let stream = null
  let isDrawing = false
  let unannounced = 0
  let announcing = 0
  let refreshing = 0

  const scoped = () => (scope.value === 'this' && store.name() !== 'all' ? store.name() : null)

  const draw = () => {
    isDrawing = false
    const words = (textOf(filter, 'text') ?? '').toLowerCase().split(/\s+/)
    const status = textOf(filter, 'status')
    const found = [...kept.values()].filter(
      ({ entry, text }) =>
        (provider.value === '' || entry.provider === provider.value) &&
        (status === undefined || String(entry.answer.status).startsWith(status)) &&
        words.every((word) => text.includes(word)),
    )
    const rows = found
      .sort((left, right) => right.entry.id - left.entry.id)
      .slice(0, shownEntries)
      .map((each) => {
        each.row ??= drawEntry(each.entry)
        return each.row
      })
    const wanted = new Set(rows)
    for (const row of [...list.children]) if (!wanted.has(/** @type {HTMLLIElement} */ (row))) row.remove()
    // What stands in its place stays there: a row that is moved loses the focus.
    for (const [place, row] of rows.entries()) {
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null)
    }
    const shown = rows.length < found.length ? `the newest ${rows.length}` : `${rows.length}`
    byId('journal-count', HTMLParagraphElement).textContent =
      kept.size === 0 ? 'No calls yet.' : `${shown} of ${kept.size} calls`
    byId('first-steps', HTMLElement).hidden = kept.size > 0
  }
  const drawSoon = () => {
    if (isDrawing) return
    isDrawing = true
    requestAnimationFrame(draw)
  }

  /** @param {JournalEntry} entry */
  const keep = (entry) => {
    if (kept.has(entry.id)) return
    kept.set(entry.id, { entry, text: searchText(entry), row: null })
    if (kept.size > keptEntries) kept.delete(Math.min(...kept.keys()))
    drawSoon()
  }

  /** At most once a second, because somebody listens to it. @param {JournalEntry} entry */
  const announce = (entry) => {
    unannounced += 1
    clearTimeout(announcing)
    announcing = window.setTimeout(() => {
      const count = unannounced === 1 ? '1 call' : `${unannounced} calls`
      news.textContent = `${count}, the last: ${entry.provider} ${referenceOf(entry)}, ${entry.answer.status}, ${entry.because}`
      unannounced = 0
    }, 1000)
  }

  /** Timelines, counted faults and the number of calls go on with each call. */
  const refreshSoon = () => {
    if (refreshing !== 0) return
    refreshing = window.setTimeout(() => {
      refreshing = 0
      store.refresh().catch(() => {})
    }, 250)
  }

  const readAll = async () => {
    const session = scoped()
    const query = new URLSearchParams({ limit: String(keptEntries), ...(session !== null && { session }) })
    const { entries } = await askControl('GET', `journal?${query}`)
    if (scoped() === session) for (const entry of entries) keep(entry)
  }

  const close = () => {
    stream?.close()
    stream = null
  }
  /** A browser has few connections for one place; a page that nobody sees gives its own back. */
  const open = () => {
    close()
    kept.clear()
    drawSoon()
    const session = scoped()
    const query = new URLSearchParams(session === null ? {} : { session })
    const opened = new EventSource(`/api/journal/stream?${query}`)
    stream = opened
    opened.addEventListener('open', () => {
      state.textContent = 'live'
      state.classList.remove('off')
      readAll().catch(() => {})
    })
    opened.addEventListener('error', () => {
      state.textContent = 'not connected'
      state.classList.add('off')
      if (opened.readyState === EventSource.CLOSED) setTimeout(() => stream === opened && open(), 3000)
    })
    opened.addEventListener('entry', ({ data }) => {
      /** @type {JournalEntry} */
      const entry = JSON.parse(data)
      keep(entry)
      announce(entry)
      if (entry.session === store.name() || store.name() === 'all') refreshSoon()
    })
    opened.addEventListener('skipped', () => readAll().catch(() => {}))
    opened.addEventListener('reset', ({ data }) => {
      const { session: gone } = JSON.parse(data)
      for (const [id, { entry }] of kept) if (gone === null || entry.session === gone) kept.delete(id)
      drawSoon()
      refreshSoon()
    })
  }

  onZone(() => {
    for (const each of kept.values()) each.row = null
    drawSoon()
  })
  byId('try', HTMLButtonElement).addEventListener('click', () => {
    const session = store.name() === 'all' ? 'default' : store.name()
    const body = { provider: store.providers()[0]?.name }
    askControl('POST', `${sessionPath(session)}/try`, body).catch((error) => tell(error.message))
  })
  filter.addEventListener('input', drawSoon)
  filter.addEventListener('submit', (event) => event.preventDefault())
  scope.addEventListener('change', open)
  byId('clear-journal', HTMLButtonElement).addEventListener('click', async () => {
    const session = scoped()
    const query = new URLSearchParams(session === null ? {} : { session })
    await askControl('DELETE', `journal?${query}`).then(
      () => tell('Journal cleared.'),
      (error) => tell(error.message),
    )
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) close()
    else open()
  })
  // A tester with a name sees only that session's calls at first.
  let session = 'default'
  store.listen((description, providers) => {
    offerProviders(provider, providers)
    const isOther = session !== description.session
    session = description.session
    if (!isOther) return
    scope.value = session === 'default' || session === 'all' ? 'every' : 'this'
    if (!document.hidden) open()
  })
  if (stream === null && !document.hidden) open()
}
