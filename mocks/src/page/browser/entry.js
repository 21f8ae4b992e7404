import { askControl } from './control.js'
import { copyButton } from './copy.js'
import { byId, element, pageLink, provenanceBadge } from './element.js'
import { drawExplanation } from './explanation.js'

/** @import { JournalEntry } from '../../journal/journal-entry.ts' */

/** @param {string} body */
const readable = (body) => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** @param {...(readonly [string, Node | string | null])} rows */
const facts = (...rows) =>
  element(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, value]) =>
      value === null || value === '' ? [] : [element('dt', {}, name), element('dd', {}, value)],
    ),
  )

/** @param {Record<string, string>} headers */
const headerText = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

/**
 * @param {string} title
 * @param {string} firstLine
 * @param {{ headers: Record<string, string>, body: string, bodyCut: boolean }} message
 */
const drawMessage = (title, firstLine, { headers, body, bodyCut }) => [
  element('h3', {}, title),
  element(
    'pre',
    { tabindex: '0', 'aria-label': `${title}: headers` },
    `${firstLine}\n${headerText(headers)}`,
  ),
  ...(body === '' ? [] : [element('pre', { tabindex: '0', 'aria-label': `${title}: body` }, readable(body))]),
  ...(bodyCut ? [element('p', { class: 'note' }, 'The rest of the body was not kept.')] : []),
]

const sources = {
  header: 'by the header x-mock-session',
  prefix: 'by the prefix of its base URL',
  credential: 'by its credential',
  default: 'because it named none',
}

/** @param {JournalEntry} entry */
const draw = (entry) => {
  const { asked, request, answer, provenance } = entry
  return [
    ...(entry.explanation === null ? [] : drawExplanation(entry.explanation)),
    facts(
      ['Why', entry.because],
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
      ['Time', entry.at],
      ['Session’s clock', entry.clock === entry.at ? null : entry.clock],
      ['Delay', answer.delayMs === 0 ? null : `${answer.delayMs} ms`],
      ['Faults', answer.faults.join(', ')],
    ),
    ...drawMessage('Asked', `${request.method} ${request.path}`, request),
    ...drawMessage('Answered', `HTTP ${answer.status}`, answer),
    element('h3', {}, 'As a command ', copyButton(entry.curl, 'the curl command')),
    element('pre', { tabindex: '0', 'aria-label': 'curl command', class: 'curl' }, entry.curl),
    element('p', { class: 'note' }, 'Secrets are variables of the shell; set them before.'),
  ]
}

/**
 * Opens one call; its explanation is asked for now.
 * @param {JournalEntry} entry
 */
export const showEntry = async (entry) => {
  const dialog = byId('entry', HTMLDialogElement)
  const title = byId('entry-title', HTMLHeadingElement)
  const body = byId('entry-body', HTMLDivElement)
  const name = entry.asked.merchantReference ?? entry.asked.providerReference ?? entry.request.path
  title.textContent = `${entry.provider} ${name}: ${entry.answer.status}`
  dialog.dataset.id = String(entry.id)
  body.replaceChildren(...draw(entry))
  dialog.showModal()
  dialog.scrollTop = 0
  if (!entry.explainable) return
  const waiting = element('p', { class: 'note', role: 'status' }, 'Looking for the reason …')
  body.prepend(waiting)
  try {
    const explained = await askControl('GET', `journal/${entry.id}`)
    if (dialog.dataset.id === String(entry.id)) body.replaceChildren(...draw(explained))
  } catch (error) {
    waiting.textContent = error instanceof Error ? error.message : ''
  }
}

/** The dialog is closed by its button, by Escape, and by a click beside it. */
export const prepareEntry = () => {
  const dialog = byId('entry', HTMLDialogElement)
  byId('close-entry', HTMLButtonElement).addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
}
