// Who may import whom. `npx --yes pnpm@12 imports` checks it.
const tests = String.raw`(\.(test|system|config)\.ts|/(test-[^/]+|reference-reading)\.ts)$`
const tools = 'bench|conformance|consumers|packaging|reference|repo-checks|test-server'
/** Folders of providers; group 1 is the name. */
const provider = `^packages/(?!(?:core|snap-bi|rate-limiter-flexible|cli|control-page|${tools})/)([^/]+)/src/`
const library = `^packages/(?!(?:cli|control-page|${tools})/)[^/]+/src/`

export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'A cycle of types alone is allowed; of values it depends on the order of loading.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'workspaces-by-name',
      comment: 'Import another workspace by its package name. The page takes the types of the control API.',
      severity: 'error',
      from: {
        path: '^(packages/[^/]+|mocks|contracts)/',
        pathNot: '^packages/control-page/src/api-types\\.ts$',
      },
      to: { dependencyTypes: ['local'], pathNot: '^$1/' },
    },
    {
      name: 'core-imports-nothing',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: tests },
      to: { pathNot: '^packages/core/src/' },
    },
    {
      name: 'snap-bi-imports-crypto-only',
      severity: 'error',
      from: { path: '^packages/snap-bi/src/', pathNot: tests },
      to: { pathNot: ['^packages/snap-bi/src/', '^(node:)?crypto$'] },
    },
    {
      name: 'providers-are-closed',
      comment: 'A provider imports core, snap-bi, zod/mini and its own files.',
      severity: 'error',
      from: { path: provider, pathNot: tests },
      to: { pathNot: ['^packages/($1|core|snap-bi)/', '/zod/mini/', '^(node:)?crypto$'] },
    },
    {
      name: 'provider-tests-are-closed',
      comment: 'The tests of a provider know no other provider and no other mock.',
      severity: 'error',
      from: { path: provider },
      to: { path: '^(mocks|contracts|packages/cli)/', pathNot: '^mocks/($1|src)/' },
    },
    {
      name: 'node-modules-when-needed',
      comment:
        'A runtime may not have them: load them by process.getBuiltinModule when they are first needed.',
      severity: 'error',
      from: { path: library, pathNot: tests },
      to: { dependencyTypes: ['core'], preCompilationOnly: false },
    },
    {
      name: 'no-tools-in-packages',
      severity: 'error',
      from: { path: `^(packages/(?!(?:${tools})/)[^/]+/src|mocks)/`, pathNot: tests },
      to: { path: `^(contracts|packages/(${tools}))/` },
    },
    {
      name: 'zod-mini',
      severity: 'error',
      from: { path: `^packages/(?!(?:${tools})/)`, pathNot: tests },
      to: { path: '/zod/', pathNot: '/zod/mini/' },
    },
    {
      name: 'mocks-know-no-package',
      comment: 'Packages and mocks are two independent readings of one page.',
      severity: 'error',
      from: { path: '^mocks/' },
      to: { path: '^packages/', pathNot: '^packages/(control-page|packaging|test-server)/' },
    },
    {
      name: 'mocked-providers-are-closed',
      severity: 'error',
      from: { path: '^mocks/(?!src/)([^/]+)/' },
      to: { path: '^mocks/[^/]+/', pathNot: '^mocks/(src|$1)/' },
    },
    {
      name: 'mock-engine-knows-no-provider',
      severity: 'error',
      from: { path: '^mocks/src/', pathNot: [tests, '/registry\\.ts$'] },
      to: { path: '^mocks/(?!src/)[^/]+/' },
    },
    {
      name: 'msw-in-handlers-only',
      comment: 'The mock server starts without it.',
      severity: 'error',
      from: { path: '^mocks/', pathNot: [tests, '/msw\\.ts$'] },
      to: { path: '/msw/', preCompilationOnly: false },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|reports)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
