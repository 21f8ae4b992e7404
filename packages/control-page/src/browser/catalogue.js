import { showAnswer } from './answer.js'
import { copyButton } from './copy.js'
import { button, byId, element, pageLink, provenanceBadge, textOf } from './element.js'
import { offerProviders } from './options.js'

/** @import { ProviderDescription } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/**
 * One line of the catalogue.
 * @typedef {{
 *   provider: string, situation: string | null, fixture: string | null, reference: string | null, asked: string, answer: string,
 *   provenance: readonly string[], source: string | null, description: string
 * }} Line
 */

/**
 * @param {ProviderDescription} provider
 * @returns {Line[]}
 */
function linesOf({ name, references, situations, exceptions }) {
  /** @type {Set<string>} */
  const listed = new Set(references.flatMap(({ scenario }) => scenario ?? []))
  return [
    ...references.map((entry) => ({
      provider: name,
      situation: entry.scenario ?? entry.fixture,
      fixture: entry.fixture,
      reference: entry.reference,
      asked: entry.kind ? `${entry.field}, ${entry.kind}` : entry.field,
      answer: `${entry.status} ${entry.fixture}`,
      provenance: [entry.provenance],
      source: entry.source,
      description: entry.description,
    })),
    ...situations
      .filter(
        (situation) =>
          situation.kind === 'own' || (situation.kind === 'general' && !listed.has(situation.name)),
      )
      .map((situation) => ({
        provider: name,
        situation: situation.name,
        fixture: null,
        reference: situation.references[0] ?? null,
        asked: '',
        answer: '',
        provenance: situation.provenance,
        source: null,
        description: situation.description,
      })),
    ...exceptions.map(({ scenario, reason }) => ({
      provider: name,
      situation: null,
      fixture: null,
      reference: null,
      asked: '',
      answer: `no ${scenario}`,
      provenance: [],
      source: null,
      description: reason,
    })),
  ]
}

/**
 * @param {Line} line
 * @param {(provider: string, situation: string) => void} prepare
 */
function drawLine(line, prepare) {
  const { provider, situation, fixture, reference } = line
  /** @param {...(Node | string)} children */
  const cell = (...children) => element('td', { role: 'cell' }, ...children)
  return element(
    'tr',
    { role: 'row' },
    cell(
      element('span', { class: 'provider-name' }, provider),
      ...(situation === null
        ? []
        : [
            button(situation, () => prepare(provider, situation), {
              class: 'word',
              'aria-label': `Choose ${situation} of ${provider}`,
            }),
          ]),
    ),
    cell(
      ...(reference === null
        ? []
        : [
            element('code', {}, reference),
            copyButton(reference, `the reference ${reference}`),
            element('small', {}, line.asked),
          ]),
    ),
    cell(
      fixture === null
        ? line.answer
        : button(line.answer, () => showAnswer(provider, fixture), {
            class: 'word',
            'aria-haspopup': 'dialog',
            'aria-label': `Show the answer ${line.answer} of ${provider}`,
          }),
    ),
    cell(
      ...line.provenance.map(provenanceBadge),
      ...(line.source === null ? [] : [' ', pageLink(line.source, 'page')]),
    ),
    cell(line.description),
  )
}

/** On a narrow screen its rows are no table to the eye any more; the roles keep it one for a screen reader. */
function drawTable() {
  const heads = ['Situation', 'Reference', 'Response', 'Provenance', 'Description'].map((title) =>
    element('th', { role: 'columnheader', scope: 'col' }, title),
  )
  const rows = element('tbody', { role: 'rowgroup' })
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads))
  return {
    table: element('table', { role: 'table', 'aria-labelledby': 'catalogue-title' }, head, rows),
    rows,
  }
}

/**
 * Everything that can be asked, and how far a page backs it.
 * @param {Store} store
 * @param {(provider: string, situation: string) => void} prepare
 */
export function showCatalogue(store, prepare) {
  const filter = byId('catalogue-filter', HTMLFormElement)
  const provider = /** @type {HTMLSelectElement} */ (filter.elements.namedItem('provider'))
  const { table, rows } = drawTable()
  byId('catalogue-table', HTMLDivElement).append(table)
  /** @type {{ line: Line, text: string, row: HTMLTableRowElement }[]} */
  let lines = []

  const show = () => {
    const words = (textOf(filter, 'text') ?? '').toLowerCase().split(/\s+/)
    let count = 0
    for (const { line, text, row } of lines) {
      const found =
        (provider.value === '' || provider.value === line.provider) &&
        words.every((word) => text.includes(word))
      row.hidden = !found
      if (found) count += 1
    }
    byId('catalogue-count', HTMLElement).textContent = `${count} of ${lines.length} situations and references`
  }
  filter.addEventListener('input', () => {
    byId('catalogue-fold', HTMLDetailsElement).open = true
    show()
  })
  filter.addEventListener('submit', (event) => event.preventDefault())
  /** @type {readonly ProviderDescription[]} */
  let shown = []
  store.listen((_session, providers) => {
    if (providers === shown) return
    shown = providers
    offerProviders(provider, providers)
    lines = providers.flatMap(linesOf).map((line) => ({
      line,
      text: Object.values(line).flat().join(' ').toLowerCase(),
      row: drawLine(line, prepare),
    }))
    rows.replaceChildren(...lines.map(({ row }) => row))
    show()
  })
}
