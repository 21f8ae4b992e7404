/**
 * What a consumer does with a package. `load` and `locate` are the consumer's own: `import` or `require`.
 * Written in the JavaScript that the oldest supported Node understands.
 */
const tasks = {
  /** Loads every entry; answers with the file it came from and the names it exports. */
  async load({ specifiers }, { load, locate }) {
    const entries = []
    for (const specifier of specifiers) {
      const names = Object.keys(await load(specifier))
      entries.push({ specifier, file: locate(specifier), names: names.sort() })
    }
    return entries
  },

  /** Answers with the content of a JSON file. */
  async readJson({ specifier }, { load }) {
    const loaded = await load(specifier)
    return loaded.default ?? loaded
  },

  /** Asks one question and answers with the transaction. */
  async ask({ specifier, factory, options, query }, { load }) {
    const client = (await load(specifier))[factory](options)
    return client.getTransactionStatus(query)
  },

  /** Reads one answer with every exported object schema, as it is and extended with the consumer's own zod. */
  async read({ specifier, answer }, { load }) {
    const { extend, literal, safeParse } = await load('zod/mini')
    const accepts = (schema, value) => safeParse(schema, value).success
    const schemas = Object.values(await load(specifier)).filter(
      (value) => value?._zod?.def.type === 'object' && accepts(value, answer),
    )
    return schemas.map((schema) => {
      const extended = extend(schema, { addedByConsumer: literal('yes') })
      return {
        refusesAnEmptyObject: !accepts(schema, {}),
        extendedAccepts: accepts(extended, { ...answer, addedByConsumer: 'yes' }),
        extendedRefuses: !accepts(extended, answer),
      }
    })
  },

  /** Starts the mocks and fetches their page and everything that it loads; answers with path and status of each. */
  async visit({ specifier }, { load }) {
    const mocks = await (await load(specifier)).createMocks()
    const statuses = { '/': 0 }
    for (let path = '/'; path !== undefined; path = Object.keys(statuses).find((each) => !statuses[each])) {
      const response = await fetch(mocks.control.url + path)
      statuses[path] = response.status
      const text = await response.text()
      for (const [, own, module] of text.matchAll(/(?:src|href)="(\/[^"]+)"|from '\.\/([^']+)'/g)) {
        statuses[own ?? `/page/${module}`] ??= 0
      }
    }
    await mocks.close()
    return statuses
  },
}

/** Does the task named on the command line and prints its answer as JSON. */
exports.run = async (loader) => {
  const [task, input] = process.argv.slice(2)
  process.stdout.write(JSON.stringify(await tasks[task](JSON.parse(input), loader)))
}
