import type { SettingDescription } from '@cekstatus/core/provider'
import * as z from 'zod/mini'

/** Settings that every provider has. */
export const commonSettings: readonly SettingDescription[] = [
  {
    name: 'environment',
    required: false,
    secret: false,
    choices: ['production', 'sandbox'],
    meaning: 'which documented host is asked',
  },
  { name: 'baseUrl', required: false, secret: false, meaning: 'another origin, such as an egress proxy' },
  { name: 'timeoutMs', required: false, secret: false, meaning: 'milliseconds for one HTTP exchange' },
  {
    name: 'deadlineMs',
    required: false,
    secret: false,
    meaning: 'milliseconds for a whole call, repeated attempts included',
  },
]

/** The name of the setting whose value is the path of a file that holds another setting. */
export const fileSetting = (name: string): string => `${name}File`

/** Every name that a provider's section may have. */
export function listNames(settings: readonly SettingDescription[]): string[] {
  return [...settings, ...commonSettings].flatMap(({ name, secret }) =>
    secret ? [name, fileSetting(name)] : [name],
  )
}

/** What is wrong with one setting, without its value. */
export interface SettingProblem {
  /** The setting's name as it was written. */
  name: string
  /** What to do instead; null where there is no such setting. */
  fix: string | null
}

/** Checks one provider's settings from one source; what is required may come from another. */
export function findProblems(
  section: Readonly<Record<string, unknown>>,
  settings: readonly SettingDescription[],
): SettingProblem[] {
  const result = z.safeParse(createSchema(settings), section)
  if (result.success) return bothForms(section, settings)
  return result.error.issues.flatMap((issue): SettingProblem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({ name, fix: null }))
      : [{ name: issue.path.map(String).join('.'), fix: issue.message }],
  )
}

const text = () => z.string({ error: 'give it as text' }).check(z.minLength(1, { error: 'it is empty' }))

function createSchema(settings: readonly SettingDescription[]) {
  const shape: Record<string, z.ZodMiniType> = {}
  for (const { name, secret, choices } of [...settings, ...commonSettings]) {
    const value =
      choices === undefined ? text() : z.enum([...choices], { error: `use ${choices.join(' or ')}` })
    shape[name] = z.optional(value)
    if (secret) shape[fileSetting(name)] = z.optional(text())
  }
  const error = 'give whole milliseconds from 1 to 2147483647'
  for (const name of ['timeoutMs', 'deadlineMs']) {
    shape[name] = z.optional(z.int({ error }).check(z.gte(1, { error }), z.lte(2_147_483_647, { error })))
  }
  return z.strictObject(shape)
}

function bothForms(
  section: Readonly<Record<string, unknown>>,
  settings: readonly SettingDescription[],
): SettingProblem[] {
  return settings
    .filter(({ name }) => section[name] !== undefined && section[fileSetting(name)] !== undefined)
    .map(({ name }) => ({ name, fix: `give ${name} or ${fileSetting(name)}, not both` }))
}
