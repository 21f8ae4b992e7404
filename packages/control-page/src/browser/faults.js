import { askControl } from './control.js'
import { byId, element, numberOf, textOf } from './element.js'
import { attempt, onSubmit } from './forms.js'
import { tell } from './news.js'
import { offerProviders, scopeText } from './options.js'
import { drawRules } from './rules.js'

/** @import { AddFaultBody } from '../api-types.ts' */
/** @import { Fault, FaultKind } from '../api-types.ts' */
/** @import { Store } from './store.js' */

/**
 * @typedef {{ name: string, label: string, start?: string, isText?: true, isNeeded?: true }} Member
 * @type {Record<FaultKind, { note: string, members?: Member[] }>}
 */
const kinds = {
  latency: {
    note: 'Delays the response.',
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
  reset: { note: 'Resets the connection before the response.' },
  'reset-in-body': {
    note: 'Resets the connection inside the body.',
    members: [{ name: 'afterBytes', label: 'After bytes' }],
  },
  'truncated-body': {
    note: 'A complete response with a truncated body.',
    members: [{ name: 'keepBytes', label: 'Bytes kept' }],
  },
  'empty-body': { note: 'Status and headers without a body.' },
  'bad-gateway': { note: '502 with a gateway’s HTML page.' },
  'rate-limited': {
    note: '429 with Retry-After.',
    members: [{ name: 'retryAfterSeconds', label: 'Retry after, s' }],
  },
  'server-error': { note: '500 with an HTML page.' },
  'service-unavailable': {
    note: '503 with an HTML page.',
    members: [{ name: 'retryAfterSeconds', label: 'Retry after, s' }],
  },
  'wrong-content-type': {
    note: 'The same body with another content type.',
    members: [{ name: 'contentType', label: 'Content type', isText: true }],
  },
  'unknown-status-word': {
    note: 'Replaces the status with an undocumented word.',
    members: [{ name: 'word', label: 'Word', isText: true }],
  },
  'number-as-text': {
    note: 'Sends a JSON number as a string.',
    members: [{ name: 'field', label: 'Field', isText: true }],
  },
  'missing-field': {
    note: 'Omits a field of the body.',
    members: [{ name: 'field', label: 'Field', start: 'data.amount', isText: true, isNeeded: true }],
  },
}

/**
 * A fault in words, such as "120 to 160 ms late".
 * @param {Fault} fault
 */
function faultText(fault) {
  switch (fault.kind) {
    case 'latency': {
      const { delayMs, jitterMs = 0 } = fault
      return jitterMs === 0 ? `${delayMs} ms late` : `${delayMs} to ${delayMs + jitterMs} ms late`
    }
    case 'slow-drip':
      return `body in pieces of ${fault.bytes ?? 'a few'} bytes, every ${fault.everyMs ?? 'few'} ms`
    case 'reset':
      return 'connection reset before the response'
    case 'reset-in-body':
      return `connection reset after ${fault.afterBytes === undefined ? 'half of the body' : `${fault.afterBytes} bytes`}`
    case 'truncated-body':
      return `body cut after ${fault.keepBytes === undefined ? 'half of it' : `${fault.keepBytes} bytes`}`
    case 'empty-body':
      return 'empty body'
    case 'bad-gateway':
      return '502 with an HTML page'
    case 'rate-limited':
      return `429${retryText(fault.retryAfterSeconds)}`
    case 'server-error':
      return '500 with an HTML page'
    case 'service-unavailable':
      return `503${retryText(fault.retryAfterSeconds)}`
    case 'wrong-content-type':
      return `content type ${fault.contentType ?? 'wrong'}`
    case 'unknown-status-word':
      return `undocumented status word ${fault.word ?? ''}`.trim()
    case 'number-as-text':
      return `${fault.field ?? 'first number'} as text`
    case 'missing-field':
      return `without ${fault.field}`
  }
}

/** @param {number | undefined} seconds */
function retryText(seconds) {
  return seconds === undefined ? '' : `, retry after ${seconds} s`
}

/** @param {Member} member */
function memberInput({ name, label, start = '', isText = undefined, isNeeded = undefined }) {
  return element(
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
}

/**
 * The switch for faults, and those in force.
 * @param {Store} store
 */
export function showFaults(store) {
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
    const rows = faults.map(({ id, fault, remaining, ...scope }) => ({
      scope: scopeText(scope),
      text: `${faultText(fault)}${remaining === null ? '' : ` (${remaining} more)`}`,
      name: `${fault.kind} of ${scopeText(scope)}`,
      clear: () => clear(`/${id}`),
    }))
    drawRules(list, rows, 'None.', () => clear(''))
  })
}
