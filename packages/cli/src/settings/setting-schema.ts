import type { SettingDescription } from '@cekstatus/core/provider'
import * as z from 'zod/mini'

/** Settings of every provider. */
export const commonSettings: readonly SettingDescription[] = [
  {
    name: 'environment',
    required: false,
    secret: false,
    choices: ['production', 'sandbox'],
    meaning: 'documented host to use',
  },
  {
    name: 'baseUrl',
    required: false,
    secret: false,
    meaning: 'base URL to use instead, such as an egress proxy',
  },
  {
    name: 'allowInsecureHttp',
    required: false,
    secret: false,
    meaning: 'allows http:// to a host that is not this machine',
  },
  {
    name: 'timeoutMs',
    required: false,
    secret: false,
    meaning: 'timeout of one HTTP exchange in milliseconds',
  },
  {
    name: 'deadlineMs',
    required: false,
    secret: false,
    meaning: 'time limit of a call including retries, in milliseconds',
  },
]

/** Name of the setting with the path of a file that contains another setting. */
export const fileSetting = (name: string): string => `${name}File`

/** Lists all setting names of a provider. */
export function listNames(settings: readonly SettingDescription[]): string[] {
  return [...settings, ...commonSettings].flatMap(({ name, secret }) =>
    secret ? [name, fileSetting(name)] : [name],
  )
}

/** A problem with one setting, without its value. */
export interface SettingProblem {
  /** The name as the source has it. */
  name: string
  /** The rule that the value breaks; null for an unknown setting. */
  fix: string | null
}

/** Checks one provider's settings from one source. Required settings may come from another source. */
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

const text = () =>
  z.string({ error: 'must be a string' }).check(z.minLength(1, { error: 'must not be empty' }))

function createSchema(settings: readonly SettingDescription[]) {
  const shape: Record<string, z.ZodMiniType> = {}
  for (const { name, secret, choices } of [...settings, ...commonSettings]) {
    const value =
      choices === undefined ? text() : z.enum([...choices], { error: `must be ${choices.join(' or ')}` })
    shape[name] = z.optional(value)
    if (secret) shape[fileSetting(name)] = z.optional(text())
  }
  shape.allowInsecureHttp = z.optional(z.boolean({ error: 'must be true or false' }))
  const error = 'must be a whole number of milliseconds from 1 to 2147483647'
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
    .map(({ name }) => ({ name, fix: `and ${fileSetting(name)} are both set; set one of them` }))
}
