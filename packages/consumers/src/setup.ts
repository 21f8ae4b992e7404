import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import type { TestProject } from 'vitest/node'
import { consumersDirectory, listWorkspaces, readManifest } from './repository.ts'

/** Packs every public package, unpacks the tarballs and lays out the consumers' projects. */
export default function setup(project: TestProject): () => void {
  const workshop = realpathSync(mkdtempSync(join(tmpdir(), 'cekstatus-consumers-')))
  const remove = () => rmSync(workshop, { recursive: true, force: true })
  try {
    fill(workshop)
  } catch (error) {
    remove()
    throw error
  }
  project.provide('workshop', workshop)
  return remove
}

function fill(workshop: string): void {
  const published = listWorkspaces().filter(({ manifest }) => manifest.private !== true)
  for (const { directory, manifest } of published) {
    unpack(pack(directory, join(workshop, 'tarballs')), unpackedDirectory(workshop, manifest.name))
  }
  for (const { manifest } of published) {
    for (const kind of ['alone', 'with-peers']) {
      const consumer = join(workshop, kind, basename(manifest.name))
      cpSync(join(consumersDirectory, 'probes'), consumer, { recursive: true })
      installPackage(workshop, manifest.name, consumer)
    }
    installPeers(workshop, manifest.name, join(workshop, 'with-peers', basename(manifest.name)))
  }
  const together = join(workshop, 'together')
  cpSync(join(consumersDirectory, 'probes'), together, { recursive: true })
  for (const { manifest } of published) {
    installPackage(workshop, manifest.name, together)
    installPeers(workshop, manifest.name, together)
  }
  link(join(consumersDirectory, 'node_modules/@types/node'), join(workshop, 'node_modules/@types/node'))
}

const unpackedDirectory = (workshop: string, name: string): string =>
  join(workshop, 'unpacked', basename(name))

/** Returns the tarball's path. */
function pack(directory: string, destination: string): string {
  const output = execFileSync('pnpm', ['pack', '--json', '--pack-destination', destination], {
    cwd: directory,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return (JSON.parse(output) as { filename: string }).filename
}

/** The path is given to `tar` relative, because some of its builds take what stands before a colon for a host. */
function unpack(tarball: string, directory: string): void {
  mkdirSync(directory, { recursive: true })
  execFileSync('tar', ['-xzf', relative(directory, tarball), '--strip-components=1'], { cwd: directory })
}

/**
 * Puts a package and everything it depends on into a consumer. What is not published stays absent, as it
 * would after an install; the tests then say what is missing.
 */
function installPackage(workshop: string, name: string, consumer: string): void {
  const directory = unpackedDirectory(workshop, name)
  if (!existsSync(directory)) return
  const place = join(consumer, 'node_modules', name)
  if (existsSync(place)) return
  cpSync(directory, place, { recursive: true })
  for (const dependency of Object.keys(readManifest(directory).dependencies ?? {})) {
    installPackage(workshop, dependency, consumer)
  }
}

/** Peers are this project's own, as they are a consumer's own. */
function installPeers(workshop: string, name: string, consumer: string): void {
  const { peerDependencies = {} } = readManifest(unpackedDirectory(workshop, name))
  for (const peer of Object.keys(peerDependencies)) {
    link(join(consumersDirectory, 'node_modules', peer), join(consumer, 'node_modules', peer))
  }
}

function link(target: string, path: string): void {
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(realpathSync(target), path, 'junction')
}
