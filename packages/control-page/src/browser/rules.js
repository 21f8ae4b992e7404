import { button, element } from './element.js'

/**
 * Shows what is set, each with a button that clears it.
 * @param {HTMLElement} list
 * @param {readonly { scope: string, text: string, name: string, clear: () => unknown }[]} rules
 * @param {string} empty shown where nothing is set
 * @param {() => unknown} clearAll
 */
export function drawRules(list, rules, empty, clearAll) {
  const rows = rules.map(({ scope, text, name, clear }) =>
    element(
      'li',
      {},
      element('span', {}, element('strong', {}, scope), ` ${text}`),
      button('Clear', clear, { 'aria-label': `Clear ${name}` }),
    ),
  )
  if (rows.length > 1) rows.push(element('li', {}, button('Clear all', clearAll)))
  list.replaceChildren(...(rows.length === 0 ? [element('li', { class: 'note' }, empty)] : rows))
}
