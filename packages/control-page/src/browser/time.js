import { byId } from './element.js'

const offsetHours = { WIB: 7, WITA: 8, WIT: 9, UTC: 0 }

/** @typedef {keyof typeof offsetHours} Zone */

function select() {
  return byId('time-zone', HTMLSelectElement)
}

function zone() {
  return /** @type {Zone} */ (select().value)
}

/** @param {number} ms as a date and time of the chosen zone: `2026-03-02 09:30:00.000` */
function local(ms) {
  return new Date(ms + offsetHours[zone()] * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
}

/** @param {string} at as `09:30:00.000`, without the zone */
export function timeOfDay(at) {
  return local(Date.parse(at)).slice('2026-03-02 '.length)
}

/** @param {string | number} at as `2026-03-02 09:30:00 WIB` */
export function dateTime(at) {
  return `${local(new Date(at).getTime()).replace(/\.\d+$/, '')} ${zone()}`
}

/** @param {string} text of a `datetime-local` field, in the chosen zone */
export function fromLocal(text) {
  return new Date(Date.parse(`${text}Z`) - offsetHours[zone()] * 3_600_000).toISOString()
}

/** Calls the listener now and whenever another zone is chosen. @param {() => void} listener */
export function onZone(listener) {
  select().addEventListener('change', listener)
  listener()
}
