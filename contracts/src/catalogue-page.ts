import { readFileSync } from 'node:fs'

/** One row of the catalogue page, as a reader sees it. */
export interface CatalogueRow {
  /** A situation's or a case's word; `null` for a reference of the provider's own page. */
  situation: string | null
  reference: string
  field: string
  /** Empty where the provider is not told a kind. */
  kind: string
  httpStatus: number
  fixture: string
  provenance: string
  page: string
}

const pageUrl = new URL('../../mocks/docs/catalogue.md', import.meta.url)

const plain = (cell: string): string => cell.replaceAll('`', '')

const cellsOf = (line: string): string[] =>
  line
    .slice(2, -2)
    .split(/(?<!\\) \| /)
    .map((cell) => cell.trim())

const readRow = (line: string): CatalogueRow => {
  const [situation = '', reference = '', askedAs = '', answer = '', provenance = '', page = ''] =
    cellsOf(line)
  const [field = '', kind = ''] = askedAs.split(', ')
  const [httpStatus = '', fixture = ''] = answer.split(' ')
  return {
    situation: situation.startsWith('`') ? plain(situation) : null,
    reference: plain(reference),
    field,
    kind,
    httpStatus: Number(httpStatus),
    fixture: plain(fixture),
    provenance,
    page: /\((.+)\)$/.exec(page)?.[1] ?? '',
  }
}

/** Reads the committed page, not the data it was made from; no rows where the provider has no table there. */
export function readCataloguePage(provider: string): CatalogueRow[] {
  const section = readFileSync(pageUrl, 'utf8')
    .split('\n## ')
    .find((text) => text.startsWith(`${provider}\n`))
  const table = section?.split('\n\n').find((text) => text.startsWith('| Situation | Reference |'))
  return table === undefined ? [] : table.split('\n').slice(2).map(readRow)
}
