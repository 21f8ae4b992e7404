import { variableName } from '../settings/variable-name.ts'
import type { Terminal } from '../terminal.ts'
import type { ProbeResult } from './probe.ts'

/** The findings about one provider, without the value of any setting. */
export interface Examination {
  provider: string
  /** Null with `--mock`. */
  settings: { found: readonly { name: string; origin: string }[]; missing: readonly string[] } | null
  /** Why no client could be created from the settings. */
  problem: string | null
  /** Null if nothing was sent. */
  probe: ProbeResult | null
  /** Why nothing was sent although the provider is configured; otherwise null. */
  unasked: string | null
}

/** Providers refuse signatures whose time is off by a few minutes. */
const toleratedSkewMs = 30_000

export function describeExamination(examination: Examination, terminal: Terminal): string {
  const { provider, settings, problem, probe, unasked } = examination
  const facts: [string, string][] = [
    ...describeSettings(provider, settings),
    ...(problem === null ? [] : [['problem', terminal.style('red', problem)] as [string, string]]),
    ...(unasked === null ? [] : [['not tested', unasked] as [string, string]]),
    ...(probe === null ? [] : describeProbe(probe, terminal)),
  ]
  return [
    terminal.style('bold', provider),
    ...facts.map(([name, value]) => `  ${terminal.style('dim', name.padEnd(11))}  ${value}`),
  ].join('\n')
}

function describeSettings(provider: string, settings: Examination['settings']): [string, string][] {
  if (settings === null) return [['settings', 'from the mock']]
  return [
    ...settings.found.map(({ name, origin }): [string, string] => ['configured', `${name} (${origin})`]),
    ...settings.missing.map((name): [string, string] => [
      'missing',
      `${name} (${variableName(provider, name)}, or providers.${provider}.${name} in cekstatus.config.json)`,
    ]),
  ]
}

const colours = { accepted: 'green', refused: 'red', suspected: 'yellow', unknown: 'yellow' } as const
const words = { accepted: 'accepted', refused: 'refused', suspected: 'probably refused', unknown: 'unknown' }

function describeProbe(probe: ProbeResult, terminal: Terminal): [string, string][] {
  const verdict = (value: keyof typeof words): string => terminal.style(colours[value], words[value])
  return [
    ['probe', probe.summary],
    ['credentials', verdict(probe.credentials)],
    ['caller IP', verdict(probe.address)],
    ['clock', describeClock(probe.clockSkewMs, terminal)],
    ...(probe.hint === null ? [] : [['hint', probe.hint] as [string, string]]),
  ]
}

function describeClock(skewMs: number | null, terminal: Terminal): string {
  if (skewMs === null) return 'unknown: no response with a Date header'
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  if (seconds <= 1) return terminal.style('green', 'in sync')
  const text = `${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} the provider`
  return Math.abs(skewMs) > toleratedSkewMs
    ? terminal.style('red', `${text}; set the clock, because signatures contain the time`)
    : text
}
