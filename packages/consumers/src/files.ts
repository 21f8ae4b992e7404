import { lstatSync, readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Every file below a folder, relative to it, with `/` between the folders. */
export function listFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(directory, path)).isFile())
    .map((path) => path.split(sep).join('/'))
}

/** What a folder takes: the sum of its files, and what the file system gives them and their folders in whole blocks. */
export function measureFolder(directory: string): { bytes: number; bytesOnDisk: number } {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  const measured = ['', ...entries].map((path) => lstatSync(join(directory, path)))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    bytes: sum(measured.filter((entry) => entry.isFile()).map(({ size }) => size)),
    // A block is 512 bytes, whatever the file system's own are.
    bytesOnDisk: sum(measured.map(({ blocks, size }) => (blocks ?? Math.ceil(size / 512)) * 512)),
  }
}
