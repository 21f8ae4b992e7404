/**
 * The element of that id, of the wanted class.
 * @template {HTMLElement} Wanted
 * @param {string} id
 * @param {new () => Wanted} wanted
 * @returns {Wanted}
 */
export function byId(id, wanted) {
  const found = document.getElementById(id)
  if (found instanceof wanted) return found
  throw new Error(`the page has no ${wanted.name} #${id}`)
}

/**
 * Makes an element. Children that are text become text and nothing else, whatever they contain.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | false>} attributes `false` leaves one out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

/**
 * @param {string} text
 * @param {() => unknown} act
 * @param {Record<string, string>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, text)
  made.addEventListener('click', act)
  return made
}

/**
 * A link to a provider's own page; what is no address of the web stays text.
 * @param {string} address
 * @param {string} text
 */
export function pageLink(address, text) {
  return /^https?:\/\//.test(address)
    ? element('a', { href: address, target: '_blank', rel: 'noreferrer' }, text)
    : text
}

/** @param {string} kind a provenance */
export function provenanceBadge(kind) {
  return element('span', { class: `badge ${kind.split(',')[0]}` }, kind)
}

/**
 * @param {HTMLSelectElement} select
 * @param {Iterable<Node>} options
 */
export function replaceOptions(select, options) {
  const { value } = select
  select.replaceChildren(...options)
  const stays = [...select.options].some((option) => option.value === value)
  if (stays) select.value = value
}

/**
 * The text of a form's field, trimmed; undefined where it is empty.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function textOf(form, name) {
  const value = new FormData(form).get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function numberOf(form, name) {
  const text = textOf(form, name)
  return text === undefined ? undefined : Number(text)
}
