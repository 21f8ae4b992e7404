import { element, replaceOptions } from './element.js'
/** @import { ProviderDescription } from '../api-types.ts' */

/**
 * @param {HTMLSelectElement} select
 * @param {readonly ProviderDescription[]} providers
 */
export const offerProviders = (select, providers) =>
  replaceOptions(select, [
    element('option', { value: '' }, 'every provider'),
    ...providers.map(({ name }) => element('option', { value: name }, name)),
  ])

const groupTitles = {
  scenario: 'The same word everywhere',
  general: 'At every provider',
  case: 'One answer of a page',
  own: 'Your own',
}

/** @param {HTMLSelectElement} select */
const names = (select) => [...select.options].map(({ value }) => value)

/**
 * The situations of one provider, or of all of them.
 * @param {HTMLSelectElement} select
 * @param {readonly ProviderDescription[]} providers
 * @param {string} provider empty for all
 */
export const offerSituations = (select, providers, provider) => {
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
export const scopeText = ({ provider, reference }) =>
  [provider ?? 'every provider', ...(reference ? [reference] : [])].join(' · ')
