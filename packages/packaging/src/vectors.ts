import { copyFileSync } from 'node:fs'

/** Puts a file of signature vectors, unchanged, where `exports` leads `<package>/vectors.json` to. */
export function publishVectors(file: string): void {
  copyFileSync(file, 'dist/vectors.json')
}
