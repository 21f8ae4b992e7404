import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'

export interface PageFile {
  contentType: string
  body: Buffer
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Reads the files of the page by the path that serves them: `/` and `/page/…`. */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  // The folder is beside this file, and beside the bundle in the package that bundles it.
  const folder = new URL('./browser/', import.meta.url)
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const contentType = contentTypes[extname(name)]
      if (contentType === undefined) return []
      const body = readFileSync(new URL(name, folder))
      return [[name === 'index.html' ? '/' : `/page/${name}`, { contentType, body }]]
    }),
  )
}
