import { type FieldReader, toIdString } from '@cekstatus/core/provider'
import type { SekalipayH2hResult, SekalipayItem, SekalipayResponse, SekalipaySmmResult } from './schemas.ts'

/** A result and where it stands: `h2h_results[0]`. */
export interface Located<Result> {
  result: Result
  path: string
}

/** What belongs to one item. */
export interface ItemResults {
  h2h: Located<SekalipayH2hResult> | null
  smm: Located<SekalipaySmmResult> | null
  /** True when there are several results for the item's id; both fields are null then. */
  isAmbiguous: boolean
}

/** All results of one response. */
export interface AnswerResults {
  h2h: readonly Located<SekalipayH2hResult>[]
  smm: readonly Located<SekalipaySmmResult>[]
  /** False when a result has no item; `of` reports results that fit several items. */
  haveItems: boolean
  of(item: SekalipayItem): ItemResults
}

interface Identified {
  variant_id?: string | number | null | undefined
}

interface ResultList<Result> {
  all: readonly Located<Result>[]
  byId: ReadonlyMap<string, readonly Located<Result>[]>
  isDisputed: boolean
}

const noResults: ItemResults = { h2h: null, smm: null, isAmbiguous: false }
const ambiguousResults: ItemResults = { h2h: null, smm: null, isAmbiguous: true }

/** Finds the results and joins them to the items by `variant_id`, the only link there is. */
export function findResults(body: SekalipayResponse, reader: FieldReader): AnswerResults {
  const { data } = body
  const h2h = readList('h2h_results', body.h2h_results, data.h2h_results, reader)
  const smm = readList('smm_results', body.smm_results, data.smm_results, reader)
  const itemsById = groupById(data.items ?? [], (item) => item)
  const orphans = [...h2h.all, ...smm.all].filter(
    ({ result }) => !itemsById.has(toIdString(result.variant_id) ?? ''),
  )
  for (const { path } of orphans) {
    reader.warn('LINE_RESULT_AMBIGUOUS', `${path}.variant_id`, 'no item has the id of this result')
  }

  return {
    h2h: h2h.all,
    smm: smm.all,
    haveItems: orphans.length === 0,
    of: (item) => {
      const id = toIdString(item.variant_id)
      if (id === null) return noResults
      const ofH2h = h2h.byId.get(id) ?? []
      const ofSmm = smm.byId.get(id) ?? []
      if (ofH2h.length + ofSmm.length === 0) return noResults
      const isShared = (itemsById.get(id)?.length ?? 0) > 1
      if (isShared || !isSingle(ofH2h, h2h) || !isSingle(ofSmm, smm)) return ambiguousResults
      return { h2h: ofH2h[0] ?? null, smm: ofSmm[0] ?? null, isAmbiguous: false }
    },
  }
}

function isSingle<Result>(found: readonly Located<Result>[], list: ResultList<Result>): boolean {
  return found.length === 0 || (found.length === 1 && !list.isDisputed)
}

/**
 * Reads a list beside `data`, else inside it. Results inside that differ from those beside are disputed, and neither
 * are believed: both are kept, so that what they say can still speak against the order's word. An empty list inside
 * disputes nothing.
 */
function readList<Result extends Identified>(
  name: string,
  beside: readonly Result[] | null | undefined,
  inside: readonly Result[] | null | undefined,
  reader: FieldReader,
): ResultList<Result> {
  const outer = locate(beside ?? [], name)
  const inner = locate(inside ?? [], `data.${name}`)
  const isTwice = Array.isArray(beside) && inner.length > 0
  const isDisputed = isTwice && JSON.stringify(beside) !== JSON.stringify(inside)
  if (isDisputed) {
    reader.warn('LINE_RESULT_AMBIGUOUS', `data.${name}`, `is not the same as ${name} beside data`)
  }
  const all = isDisputed ? [...outer, ...inner] : Array.isArray(beside) ? outer : inner
  return { all, byId: groupById(all, ({ result }) => result), isDisputed }
}

function locate<Result>(results: readonly Result[], path: string): Located<Result>[] {
  return results.map((result, index) => ({ result, path: `${path}[${index}]` }))
}

/** Groups by id as text, because 8 and "8" are the same variant; what has no id is left out. */
function groupById<Entry>(
  entries: readonly Entry[],
  identify: (entry: Entry) => Identified,
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const id = toIdString(identify(entry).variant_id)
    if (id === null) continue
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [entry])
    else group.push(entry)
  }
  return groups
}
