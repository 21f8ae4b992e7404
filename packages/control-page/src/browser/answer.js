import { askControl } from './control.js'
import { openDetail } from './detail.js'
import { element, pageLink, provenanceBadge } from './element.js'
import { drawFacts, drawMessage } from './message.js'
/** @import { AnswerDescription } from '../api-types.ts' */

/**
 * Opens one answer of the catalogue as its fixture keeps it.
 * @param {string} provider
 * @param {string} fixture
 */
export async function showAnswer(provider, fixture) {
  const fill = openDetail(`${provider}: ${fixture}`, [])
  try {
    const path = `providers/${encodeURIComponent(provider)}/answers/${encodeURIComponent(fixture)}`
    /** @type {AnswerDescription} */
    const answer = await askControl('GET', path)
    const { kind, source, note = null } = answer.provenance
    fill([
      drawFacts(
        ['Provenance', element('span', {}, provenanceBadge(kind), ' ', pageLink(source, 'page'))],
        ['Note', note],
        ['Repair', answer.repair],
      ),
      ...drawMessage('Response', `HTTP ${answer.status}`, answer),
      element('p', { class: 'note' }, 'The references in a response are replaced with those of the request.'),
    ])
  } catch (error) {
    fill([element('p', { class: 'problem', role: 'alert' }, error instanceof Error ? error.message : '')])
  }
}
