import { askControl } from './control.js'
import { button, byId, element, textOf } from './element.js'
import { attempt, onSubmit } from './forms.js'
import { tell } from './news.js'
import { offerProviders, offerSituations, scopeText } from './options.js'
import { drawRules } from './rules.js'

/** @import { SetSituationBody, SituationState } from '../api-types.ts' */
/** @import { TimelineStep } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/** @param {TimelineStep} step */
function stepText({ situation, forMs, forCalls }) {
  const ends = [
    ...(forMs === undefined ? [] : [`${forMs / 1000} s`]),
    ...(forCalls === undefined ? [] : [forCalls === 1 ? '1 call' : `${forCalls} calls`]),
  ]
  return ends.length === 0 ? situation : `${situation} for ${ends.join(' or ')}`
}

/** @param {SituationState} rule */
function ruleText({ situation, timeline }) {
  if (timeline === null) return situation ?? ''
  const steps = timeline.steps.map(stepText).join(', then ')
  const place = timeline.step === 0 ? 'not started' : `step ${timeline.step}, call ${timeline.callsInStep}`
  return `${steps} (${place})`
}

/** @param {SituationState} rule */
function scopeQuery({ provider, reference }) {
  return new URLSearchParams({ provider: provider ?? '', reference: reference ?? '' })
}

/** @param {HTMLElement} row */
function readStep(row) {
  /** @param {string} name */
  const value = (name) => {
    const control = row.querySelector(`[name="${name}"]`)
    return control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.value : ''
  }
  const [calls, seconds] = [value('forCalls'), value('forMs')]
  return {
    situation: value('situation'),
    ...(calls !== '' && { forCalls: Number(calls) }),
    ...(seconds !== '' && { forMs: Math.round(Number(seconds) * 1000) }),
  }
}

/**
 * The switch for situations, one after another if wanted, and those in force.
 * @param {Store} store
 */
export function showSituations(store) {
  const form = byId('situation-form', HTMLFormElement)
  const steps = byId('steps', HTMLOListElement)
  const rules = byId('situation-rules', HTMLUListElement)
  const provider = /** @type {HTMLSelectElement} */ (form.elements.namedItem('provider'))
  const reference = /** @type {HTMLInputElement} */ (form.elements.namedItem('reference'))

  const offer = () => {
    for (const select of steps.querySelectorAll('select')) {
      offerSituations(select, store.providers(), provider.value)
    }
  }
  const number = () => {
    steps.classList.toggle('single', steps.children.length === 1)
    for (const [index, row] of [...steps.children].entries()) {
      const isLast = index === steps.children.length - 1
      row.classList.toggle('last', isLast)
      for (const input of row.querySelectorAll('input')) {
        input.disabled = isLast
        input.setAttribute('aria-label', `${input.dataset.what}, step ${index + 1}`)
      }
      row.querySelector('select')?.setAttribute('aria-label', `Situation, step ${index + 1}`)
      row.querySelector('button')?.setAttribute('aria-label', `Remove step ${index + 1}`)
    }
  }
  const addStep = () => {
    const select = element('select', { name: 'situation' })
    const row = element(
      'li',
      {},
      select,
      element(
        'span',
        { class: 'until' },
        'for ',
        element('input', { name: 'forCalls', type: 'number', min: '1', step: '1', 'data-what': 'Calls' }),
        ' calls or ',
        element('input', {
          name: 'forMs',
          type: 'number',
          min: '0.001',
          step: 'any',
          'data-what': 'Seconds',
        }),
        ' s',
      ),
      button('×', () => {
        row.remove()
        number()
        steps.querySelector('select')?.focus()
      }),
    )
    steps.append(row)
    offer()
    number()
    return select
  }
  const set = async () => {
    const rows = [...steps.children].map((row) => readStep(/** @type {HTMLElement} */ (row)))
    const [first] = rows
    const scope = { provider: textOf(form, 'provider'), reference: textOf(form, 'reference') }
    /** @type {unknown} */
    const body = { ...scope, ...(rows.length === 1 ? { situation: first?.situation } : { timeline: rows }) }
    store.take(await askControl('PUT', `${store.path()}/situations`, /** @type {SetSituationBody} */ (body)))
    tell(`${scopeText(scope)}: ${rows.map(stepText).join(', then ')}.`)
  }
  /** @param {string} query */
  const clear = (query) =>
    attempt(form, async () => {
      store.take(await askControl('DELETE', `${store.path()}/situations${query}`))
      form.querySelector('button')?.focus()
    })

  onSubmit(form, set)
  provider.addEventListener('change', offer)
  byId('add-step', HTMLButtonElement).addEventListener('click', () => addStep().focus())
  addStep()
  let shown = ''
  store.listen(({ situations }, providers) => {
    const wanted = JSON.stringify(situations)
    offerProviders(provider, providers)
    offer()
    if (wanted === shown) return
    shown = wanted
    const rows = situations.map((rule) => ({
      scope: scopeText(rule),
      text: ruleText(rule),
      name: scopeText(rule),
      clear: () => clear(`?${scopeQuery(rule)}`),
    }))
    drawRules(rules, rows, 'Nothing set. Answers follow the order id (failed-001 fails).', () => clear(''))
  })

  /**
   * Fills the form in, from a row of the catalogue.
   * @param {string} name
   * @param {string} situation
   */
  const prepare = (name, situation) => {
    provider.value = name
    for (const row of [...steps.children].slice(1)) row.remove()
    offer()
    number()
    const select = steps.querySelector('select')
    if (select) select.value = situation
    reference.focus()
    form.scrollIntoView({ block: 'center' })
  }
  return { prepare }
}
