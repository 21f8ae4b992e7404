import { askControl } from './control.js'
import { copyButton } from './copy.js'
import { openDetail } from './detail.js'
import { element, pageLink, provenanceBadge } from './element.js'
import { drawExplanation } from './explanation.js'
import { drawFacts, drawMessage } from './message.js'
import { dateTime } from './time.js'

/** @import { JournalEntry } from '../api-types.ts' */

const sources = {
  header: 'by the header x-mock-session',
  prefix: 'by the prefix of its base URL',
  credential: 'by its credential',
  default: 'default, because the request names none',
}

/** @param {boolean} isCut */
function cutNote(isCut) {
  return isCut ? [element('p', { class: 'note' }, 'The rest of the body was not recorded.')] : []
}

/** @param {JournalEntry} entry */
function draw(entry) {
  const { asked, request, answer, provenance } = entry
  return [
    ...(entry.explanation === null ? [] : drawExplanation(entry.explanation)),
    drawFacts(
      ['Why', entry.because],
      ['Effect', entry.effect],
      ['Rule', entry.rule],
      ['Situation', entry.situation],
      [
        'Provenance',
        element('span', {}, provenanceBadge(provenance.kind), ' ', pageLink(provenance.source, 'page')),
      ],
      ['Note', provenance.note ?? null],
      ['Session', `${entry.session}, ${sources[entry.sessionFrom]}`],
      ['Call', asked.endpoint],
      ['Merchant reference', asked.merchantReference],
      ['Provider reference', asked.providerReference],
      ['Kind', asked.kind],
      ['Time', dateTime(entry.at)],
      ['Session’s clock', entry.clock === entry.at ? null : dateTime(entry.clock)],
      ['Delay', answer.delayMs === 0 ? null : `${answer.delayMs} ms`],
      ['Faults', answer.faults.join(', ')],
    ),
    ...drawMessage('Request', `${request.method} ${request.path}`, request),
    ...cutNote(request.bodyCut),
    ...drawMessage('Response', `HTTP ${answer.status}`, answer),
    ...cutNote(answer.bodyCut),
    element('h3', {}, 'curl ', copyButton(entry.curl, 'the curl command')),
    element('pre', { tabindex: '0', 'aria-label': 'curl command', class: 'curl' }, entry.curl),
    element('p', { class: 'note' }, 'Secrets are shell variables. Set them before you run the command.'),
  ]
}

/**
 * Opens one call; its explanation is asked for now.
 * @param {JournalEntry} entry
 */
export async function showEntry(entry) {
  const { asked, request, provider, answer } = entry
  const name = asked.merchantReference ?? asked.providerReference ?? request.path
  const fill = openDetail(`${provider} ${name}: ${answer.status}`, draw(entry))
  if (!entry.explainable) return
  try {
    fill(draw(await askControl('GET', `journal/${entry.id}`)))
  } catch (error) {
    const problem = error instanceof Error ? error.message : ''
    fill([element('p', { class: 'problem', role: 'alert' }, problem), ...draw(entry)])
  }
}
