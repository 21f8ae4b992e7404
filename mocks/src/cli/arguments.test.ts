import { describe, expect, it } from 'vitest'
import { providerNames } from '../registry.ts'
import { CliUsageError, readCliArguments } from './arguments.ts'

/** One port for each provider and one for control have to fit below 65536. */
const highestPortBase = 65_535 - providerNames.length

describe('readCliArguments', () => {
  it('selects every provider on loopback by default', () => {
    expect(readCliArguments([])).toEqual({
      action: 'start',
      providers: providerNames,
      host: '127.0.0.1',
      portBase: 4100,
      controlPort: 4100,
      allowedHosts: [],
      scenarios: null,
      rateLimits: true,
      provenanceHeader: true,
    })
  })

  it('selects the named providers once each, in the order of their ports', () => {
    expect(readCliArguments(['sekalipay', 'paymenku', 'sekalipay'])).toMatchObject({
      providers: ['paymenku', 'sekalipay'],
    })
  })

  it('reads host and ports', () => {
    expect(readCliArguments(['--host', '0.0.0.0', '--port-base=0'])).toMatchObject({
      host: '0.0.0.0',
      portBase: 0,
      controlPort: 0,
    })
  })

  it('reads the options of the control API', () => {
    expect(readCliArguments(['--control-port', '9000'])).toMatchObject({ portBase: 4100, controlPort: 9000 })
    expect(readCliArguments(['--no-control'])).toMatchObject({ controlPort: null })
    expect(readCliArguments(['--allow-host', 'qa.test', '--allow-host', '[::2]'])).toMatchObject({
      allowedHosts: ['qa.test', '[::2]'],
    })
  })

  it('disables rate limits and the provenance header', () => {
    expect(readCliArguments(['--no-rate-limits', '--no-provenance-header'])).toMatchObject({
      rateLimits: false,
      provenanceHeader: false,
    })
  })

  it.each([
    [['--help'], 'help'],
    [['-h', 'paymenku'], 'help'],
    [['--version'], 'version'],
    [['-v'], 'version'],
  ] as const)('%j is answered with the %s', (argv, action) => {
    expect(readCliArguments(argv)).toEqual({ action })
  })

  it.each([
    [['paypal'], `unknown provider "paypal"; known: ${providerNames.join(', ')}`],
    [['Paymenku'], 'unknown provider "Paymenku" (did you mean "paymenku"?)'],
    [['--port-base', '-5'], `--port-base must be 0 to ${highestPortBase}, not "-5"`],
    [[''], 'unknown provider ""'],
    [['--delay', '5'], "Unknown option '--delay'"],
    [['--host'], "Option '--host <value>' argument missing"],
    [
      ['--port-base', `${highestPortBase + 1}`],
      `--port-base must be 0 to ${highestPortBase}, not "${highestPortBase + 1}"`,
    ],
    [['--port-base', '70000'], `--port-base must be 0 to ${highestPortBase}, not "70000"`],
    [['--port-base', '4e3'], `--port-base must be 0 to ${highestPortBase}, not "4e3"`],
    [['--control-port', '70000'], '--control-port must be 0 to 65535, not "70000"'],
    [['--allow-host', 'qa.test:4100'], '--allow-host must be a host name without a port'],
    [['--port-base='], `--port-base must be 0 to ${highestPortBase}, not ""`],
  ])('rejects %j in one line', (argv, message) => {
    const read = () => readCliArguments(argv)
    expect(read).toThrow(CliUsageError)
    expect(read).toThrow(message)
    expect(read).toThrow(/^[^\n]+$/)
  })
})
