import { element, replaceOptions } from './element.js'
/** @import { ProviderDescription } from '../api-types.ts' */

/**
 * @param {HTMLSelectElement} select
 * @param {readonly ProviderDescription[]} providers
 */
export function offerProviders(select, providers) {
  return replaceOptions(select, [
    element('option', { value: '' }, 'every provider'),
    ...providers.map(({ name }) => element('option', { value: name }, name)),
  ])
}

const groupTitles = {
  scenario: 'Same at every provider',
  general: 'Refusals',
  case: 'One documented response',
  own: 'Custom scenarios',
}

/** @param {HTMLSelectElement} select */
function names(select) {
  return [...select.options].map(({ value }) => value)
}

/**
 * The situations of one provider, or of all of them.
 * @param {HTMLSelectElement} select
 * @param {readonly ProviderDescription[]} providers
 * @param {string} provider empty for all
 */
export function offerSituations(select, providers, provider) {
  const asked = providers.filter(({ name }) => provider === '' || name === provider)
  const groups = Object.entries(groupTitles).flatMap(([kind, label]) => {
    const found = asked.flatMap(({ situations }) => situations.filter((each) => each.kind === kind))
    const words = [...new Set(found.map(({ name }) => name))]
    if (words.length === 0) return []
    const options = words.map((name) => element('option', { value: name }, name))
    return [element('optgroup', { label }, ...options)]
  })
  const isEmpty = select.options.length === 0
  replaceOptions(select, groups)
  if (isEmpty && names(select).includes('success')) select.value = 'success'
}

/**
 * Where a rule applies, for people.
 * @param {{ provider?: string | null | undefined, reference?: string | null | undefined }} scope
 */
export function scopeText({ provider, reference }) {
  return [provider ?? 'every provider', ...(reference ? [reference] : [])].join(' · ')
}
