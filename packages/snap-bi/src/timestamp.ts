import { SnapBiError } from './errors.ts'

const offsetMs = 7 * 60 * 60 * 1000

/**
 * Writes an instant as SNAP's X-TIMESTAMP, `yyyy-MM-ddTHH:mm:ss+07:00`, whatever the machine's time zone.
 * Milliseconds are cut off. @throws SnapBiError for an invalid date or a year outside 0001 to 9999 in UTC+7
 */
export function formatTimestamp(instant: Date): string {
  // Jest gives tests a Date class of their own, so instanceof could refuse a true date.
  if (Object.prototype.toString.call(instant) !== '[object Date]') {
    throw new SnapBiError('instant', 'give a Date')
  }
  const shifted = new Date(instant.getTime() + offsetMs)
  const year = shifted.getUTCFullYear()
  if (!(year >= 1 && year <= 9999)) {
    throw new SnapBiError('instant', 'give a valid Date between the years 0001 and 9999')
  }
  return `${shifted.toISOString().slice(0, 19)}+07:00`
}
