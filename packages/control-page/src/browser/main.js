import { showCatalogue } from './catalogue.js'
import { showClock } from './clock.js'
import { prepareDetail } from './detail.js'
import { showFaults } from './faults.js'
import { showJournal } from './journal.js'
import { tell } from './news.js'
import { showProviders } from './providers.js'
import { showSession } from './session.js'
import { showSituations } from './situations.js'
import { createStore } from './store.js'

/** Somebody else, or a scenario file, may have changed what is shown. */
const refreshMs = 5000

const store = createStore()
const { prepare } = showSituations(store)
showFaults(store)
showClock(store)
showCatalogue(store, prepare)
showProviders(store)
prepareDetail()

function refresh() {
  return Promise.all([store.loadProviders(), store.refresh()]).catch((error) => tell(error.message))
}

await store.loadProviders().catch((error) => tell(error.message))
await showSession(store)
showJournal(store)
setInterval(() => document.hidden || refresh(), refreshMs)
document.addEventListener('visibilitychange', () => document.hidden || refresh())
