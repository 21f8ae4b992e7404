import { type FSWatcher, watch } from 'node:fs'
import type { ScenarioFilesState } from '../control/control-types.ts'
import type { MockStateCore } from '../mock-state.ts'
import type { SituationCatalogue } from '../session/mock-session.ts'
import { MockUsageError } from '../usage-error.ts'

/** Editors write a file in several steps. */
const settleMs = 50

export interface ScenarioFolder {
  state(): ScenarioFilesState
  close(): void
}

export const noScenarioFolder: ScenarioFolder = {
  state: () => ({ folder: null, files: [], problems: [] }),
  close: () => {},
}

/**
 * Loads the custom scenarios of a folder into a state, and reloads them after each edit. An invalid edit changes
 * nothing and is reported by `report` and `state()`. `builtIn` has the situations of every provider, running or not.
 * @throws MockUsageError when the folder, or a file in it, cannot be read at the start
 */
export async function openScenarioFolder(
  folder: string,
  { core }: MockStateCore,
  builtIn: SituationCatalogue,
  report: (line: string) => void,
): Promise<ScenarioFolder> {
  // Loaded only here, because the reader of YAML takes time that a start without scenarios does not have.
  const { loadScenarioFolder, problemLine } = await import('./load-folder.ts')
  let state: ScenarioFilesState = { folder, files: [], problems: [] }

  const load = async (): Promise<void> => {
    const { situations, files, problems } = await loadScenarioFolder(folder, builtIn)
    if (problems.length > 0) state = { ...state, problems }
    else {
      core.setOwn(situations)
      state = { folder, files, problems }
    }
  }

  const firstProblem = (): string | null => {
    const [problem] = state.problems
    return problem ? problemLine(problem) : null
  }

  try {
    await load()
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new MockUsageError('scenarios', `cannot be read from ${folder}: ${reason}`)
  }
  const problem = firstProblem()
  if (problem !== null) throw new MockUsageError('', problem)

  const reload = async (): Promise<void> => {
    try {
      await load()
      const found = firstProblem()
      report(
        found === null ? `scenarios reloaded from ${folder}` : `${found}; the last valid scenarios remain`,
      )
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown'
      state = { ...state, problems: [{ file: folder, line: null, field: null, message }] }
      report(`scenarios cannot be read: ${message}; the last valid ones remain`)
    }
  }

  let timer: NodeJS.Timeout | undefined
  const watcher: FSWatcher = watch(folder, () => {
    clearTimeout(timer)
    timer = setTimeout(reload, settleMs)
  })
  watcher.on('error', (error) => report(`scenarios are no longer watched: ${error.message}`))
  return {
    state: () => state,
    close() {
      clearTimeout(timer)
      watcher.close()
    },
  }
}
