import { replaceValue } from '../json-text.ts'
import type { BodyTimes, MockAnswer, Provenance } from '../types.ts'

const timePattern = /^"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})"$/

/** The moment in the form and the zone of the text that it replaces. */
function formatLike(zone: string, ms: number): string {
  if (zone === 'Z') return `${new Date(ms).toISOString().slice(0, 19)}Z`
  const sign = zone.startsWith('-') ? -1 : 1
  const offsetMinutes = sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)))
  return new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 19) + zone
}

function withNote(provenance: Provenance, moved: readonly string[]): Provenance {
  return {
    ...provenance,
    kind: provenance.kind === 'documented' ? 'documented, reference replaced' : provenance.kind,
    note: [provenance.note, `${moved.join(', ')} follow the clock of the session.`].filter(Boolean).join(' '),
  }
}

/**
 * Puts the times of a transaction where the session's clock says: creation to when it was first asked, the others
 * to when its present situation began. A member that is absent, null or no full time stays as it is.
 */
export function followClock(
  answer: MockAnswer,
  times: BodyTimes,
  { createdMs, changedMs }: { createdMs: number; changedMs: number },
): MockAnswer {
  const moved: string[] = []
  const moveTo = (ms: number) => (body: string, path: string) => {
    const changed = replaceValue(body, path, (value) => {
      const zone = timePattern.exec(value)?.[1]
      return zone === undefined ? null : `"${formatLike(zone, ms)}"`
    })
    if (changed === null) return body
    moved.push(path)
    return changed
  }
  const withCreated = times.created.reduce(moveTo(createdMs), answer.body)
  const body = times.changed.reduce(moveTo(changedMs), withCreated)
  return moved.length === 0 ? answer : { ...answer, body, provenance: withNote(answer.provenance, moved) }
}
