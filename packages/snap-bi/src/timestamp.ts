import { SnapBiError } from './errors.ts'

const offsetMs = 7 * 60 * 60 * 1000

/**
 * Formats an instant as SNAP's X-TIMESTAMP, `yyyy-MM-ddTHH:mm:ss+07:00`, in any time zone of the machine. Truncates
 * milliseconds.
 * @throws SnapBiError for an invalid date or a year outside 0001 to 9999 in UTC+7
 */
export function formatTimestamp(instant: Date): string {
  // Jest runs tests with its own Date class, so instanceof could reject a real date.
  if (Object.prototype.toString.call(instant) !== '[object Date]') {
    throw new SnapBiError('instant', 'instant must be a Date')
  }
  const shifted = new Date(instant.getTime() + offsetMs)
  const year = shifted.getUTCFullYear()
  if (!(year >= 1 && year <= 9999)) {
    throw new SnapBiError('instant', 'instant must be a valid Date between the years 0001 and 9999')
  }
  return `${shifted.toISOString().slice(0, 19)}+07:00`
}
