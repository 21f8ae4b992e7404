import { element } from './element.js'

/** @param {string} body */
function readable(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** @param {Readonly<Record<string, string>>} headers */
function headerText(headers) {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

/**
 * A request or an answer.
 * @param {string} title
 * @param {string} firstLine
 * @param {{ headers: Readonly<Record<string, string>>, body: string }} message
 */
export function drawMessage(title, firstLine, { headers, body }) {
  return [
    element('h3', {}, title),
    element(
      'pre',
      { tabindex: '0', role: 'group', 'aria-label': `${title}: headers` },
      `${firstLine}\n${headerText(headers)}`,
    ),
    ...(body === ''
      ? []
      : [element('pre', { tabindex: '0', role: 'group', 'aria-label': `${title}: body` }, readable(body))]),
  ]
}

/**
 * Names and values; an empty value leaves its name out.
 * @param {...(readonly [string, Node | string | null])} rows
 */
export function drawFacts(...rows) {
  return element(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, value]) =>
      value === null || value === '' ? [] : [element('dt', {}, name), element('dd', {}, value)],
    ),
  )
}
