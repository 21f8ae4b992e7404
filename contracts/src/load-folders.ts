import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

/** What every provider's folder beside this one exports under a name from a file, by provider. */
export async function loadFolders<Exported>(file: string, name: string): Promise<Map<string, Exported>> {
  const folders = readdirSync(fileURLToPath(root)).filter((folder) =>
    existsSync(new URL(`${folder}/${file}`, root)),
  )
  const entries = folders.sort().map(async (folder) => {
    const module = (await import(new URL(`${folder}/${file}`, root).href)) as Record<string, Exported>
    return [folder, module[name] as Exported] as const
  })
  return new Map(await Promise.all(entries))
}
