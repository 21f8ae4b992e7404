import { cpSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { together, workshop } from './packages.ts'
import { consumersDirectory } from './repository.ts'

/**
 * Lays out one of the folders in `projects` as it is on the machine of somebody who installed the packages: its own
 * files, its frameworks, and our packages from their tarballs. Returns its folder.
 */
export function layOutProject(name: string): string {
  const source = join(consumersDirectory, 'projects', name)
  const project = join(workshop, 'projects', name)
  const ownFiles = (path: string): boolean => basename(path) !== 'node_modules'
  cpSync(source, project, { recursive: true, filter: ownFiles })
  for (const framework of listInstalled(join(source, 'node_modules'))) {
    const place = join(project, 'node_modules', framework)
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(realpathSync(join(source, 'node_modules', framework)), place, 'junction')
  }
  const ours = join('node_modules', '@cekstatus')
  cpSync(join(together, ours), join(project, ours), { recursive: true })
  return project
}

/** `next`, `@nestjs/core`. */
function listInstalled(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(directory, name)).map((own) => `${name}/${own}`) : [name],
    )
}
