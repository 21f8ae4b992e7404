import { askControl } from './control.js'
import { button, byId, element, numberOf, textOf } from './element.js'
import { attempt, onSubmit } from './forms.js'
import { tell } from './news.js'
import { offerProviders, scopeText } from './options.js'

/** @import { AddFaultBody } from '../api-types.ts' */
/** @import { Fault, FaultKind } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/**
 * @typedef {{ name: string, label: string, start?: string, isText?: true, isNeeded?: true }} Member
 * @type {Record<FaultKind, { note: string, members?: Member[] }>}
 */
const kinds = {
  latency: {
    note: 'Waits before the answer.',
    members: [
      { name: 'delayMs', label: 'Delay, ms', start: '2000', isNeeded: true },
      { name: 'jitterMs', label: 'Jitter, ms' },
    ],
  },
  'slow-drip': {
    note: 'Sends the body in small pieces.',
    members: [
      { name: 'bytes', label: 'Bytes in a piece' },
      { name: 'everyMs', label: 'Every, ms' },
    ],
  },
  reset: { note: 'Resets the connection before anything is sent.' },
  'reset-in-body': {
    note: 'Resets the connection inside the body.',
    members: [{ name: 'afterBytes', label: 'After bytes' }],
  },
  'truncated-body': {
    note: 'A complete answer with a cut body.',
    members: [{ name: 'keepBytes', label: 'Bytes that stay' }],
  },
  'empty-body': { note: 'Status and headers without a body.' },
  'bad-gateway': { note: 'A gateway’s page in HTML with 502.' },
  'rate-limited': {
    note: '429 with Retry-After.',
    members: [{ name: 'retryAfterSeconds', label: 'Retry after, s' }],
  },
  'server-error': { note: '500 in HTML.' },
  'service-unavailable': {
    note: '503 in HTML.',
    members: [{ name: 'retryAfterSeconds', label: 'Retry after, s' }],
  },
  'wrong-content-type': {
    note: 'The same body under another type.',
    members: [{ name: 'contentType', label: 'Content type', isText: true }],
  },
  'unknown-status-word': {
    note: 'The status becomes a word that no page knows.',
    members: [{ name: 'word', label: 'Word', isText: true }],
  },
  'number-as-text': {
    note: 'A JSON number becomes a text.',
    members: [{ name: 'field', label: 'Field', isText: true }],
  },
  'missing-field': {
    note: 'Leaves a member of the body out.',
    members: [{ name: 'field', label: 'Field', start: 'data.amount', isText: true, isNeeded: true }],
  },
}

/** @param {Fault} fault */
const faultText = ({ kind, ...members }) =>
  [kind, ...Object.entries(members).map(([name, value]) => `${name} ${value}`)].join(', ')

/** @param {Member} member */
const memberInput = ({ name, label, start = '', isText = undefined, isNeeded = undefined }) =>
  element(
    'label',
    {},
    `${label} `,
    element('input', {
      name,
      value: start,
      type: isText ? 'text' : 'number',
      min: isText ? false : '0',
      required: isNeeded ? '' : false,
      autocomplete: 'off',
      spellcheck: 'false',
    }),
  )

/**
 * The switch for faults, and those in force.
 * @param {Store} store
 */
export const showFaults = (store) => {
  const form = byId('fault-form', HTMLFormElement)
  const list = byId('fault-rules', HTMLUListElement)
  const kind = /** @type {HTMLSelectElement} */ (form.elements.namedItem('kind'))
  const provider = /** @type {HTMLSelectElement} */ (form.elements.namedItem('provider'))
  kind.append(...Object.keys(kinds).map((name) => element('option', { value: name }, name)))

  const chosen = () => kinds[/** @type {FaultKind} */ (kind.value)]
  const offerMembers = () => {
    byId('fault-note', HTMLParagraphElement).textContent = chosen().note
    byId('fault-members', HTMLDivElement).replaceChildren(...(chosen().members ?? []).map(memberInput))
  }
  const add = async () => {
    const members = (chosen().members ?? []).map(({ name, isText }) => [
      name,
      isText ? textOf(form, name) : numberOf(form, name),
    ])
    const scope = { provider: textOf(form, 'provider'), reference: textOf(form, 'reference') }
    /** @type {unknown} */
    const body = {
      fault: { kind: kind.value, ...Object.fromEntries(members) },
      ...scope,
      times: numberOf(form, 'times'),
    }
    const fault = await askControl('POST', `${store.path()}/faults`, /** @type {AddFaultBody} */ (body))
    tell(`${scopeText(scope)}: ${faultText(fault.fault)}.`)
    await store.refresh()
  }
  /** @param {string} id a fault's, with a slash before it; empty for all */
  const clear = (id) =>
    attempt(form, async () => {
      store.take(await askControl('DELETE', `${store.path()}/faults${id}`))
      kind.focus()
    })

  onSubmit(form, add)
  kind.addEventListener('change', offerMembers)
  offerMembers()
  let shown = ''
  store.listen(({ faults }, providers) => {
    offerProviders(provider, providers)
    const wanted = JSON.stringify(faults)
    if (wanted === shown) return
    shown = wanted
    const rows = faults.map(({ id, fault, remaining, ...scope }) =>
      element(
        'li',
        {},
        element(
          'span',
          {},
          element('strong', {}, scopeText(scope)),
          ` ${faultText(fault)}${remaining === null ? '' : ` (${remaining} more)`}`,
        ),
        button('Clear', () => clear(`/${id}`), {
          'aria-label': `Clear ${fault.kind} of ${scopeText(scope)}`,
        }),
      ),
    )
    const clearAll = element(
      'li',
      {},
      button('Clear all', () => clear('')),
    )
    list.replaceChildren(...(rows.length > 1 ? [...rows, clearAll] : rows))
    if (rows.length === 0) list.replaceChildren(element('li', { class: 'note' }, 'None.'))
  })
}
