import { connectionFaults } from './connection.ts'
import { encodingFaults } from './encoding.ts'
import type { Fault } from './fault.ts'
import { framingFaults } from './framing.ts'
import { httpStatusFaults } from './http-status.ts'
import { jsonFaults } from './json.ts'
import { timeFaults } from './time.ts'

/** Every fault that every provider's client is put through, by what it is that goes wrong. */
export const faultManifest: readonly { area: string; faults: readonly Fault[] }[] = [
  { area: 'connection', faults: connectionFaults },
  { area: 'time', faults: timeFaults },
  { area: 'framing', faults: framingFaults },
  { area: 'HTTP status', faults: httpStatusFaults },
  { area: 'encoding', faults: encodingFaults },
  { area: 'JSON', faults: jsonFaults },
]
