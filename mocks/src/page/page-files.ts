import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'

/** Nothing is loaded from elsewhere, no script stands in the page itself, and no other page may frame this one. */
const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

export interface PageFile {
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** The folder lies beside this file, and beside the bundle in the built package. */
const readFiles = (): ReadonlyMap<string, PageFile> => {
  const folder = new URL('./browser/', import.meta.url)
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const contentType = contentTypes[extname(name)]
      if (contentType === undefined) return []
      const path = name === 'index.html' ? '/' : `/page/${name}`
      const body = readFileSync(new URL(name, folder))
      return [[path, { headers: { ...pageHeaders, 'content-type': contentType }, body }]]
    }),
  )
}

let files: ReadonlyMap<string, PageFile> | undefined

/** The page at `/` and what it loads from `/page/`; read when somebody first looks. Null for any other path. */
export const pageFile = (path: string): PageFile | null => {
  if (path !== '/' && !path.startsWith('/page/')) return null
  files ??= readFiles()
  return files.get(path) ?? null
}
