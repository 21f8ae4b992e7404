import { exists, listFiles, listWorkspaces, readManifest, readText } from './repository.ts'

/** A fenced block of a page. */
export interface Block {
  page: string
  language: string
  code: string
  /** Its place among the blocks of the page, from 0. */
  index: number
}

const pages = listFiles().filter((path) => path.endsWith('.md'))

/** Every fenced block of every page; those inside lists lose their indent. */
export function readBlocks(): Block[] {
  return pages.flatMap((page) =>
    [...readText(page).matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)].map(
      ([, indent = '', language = '', code = ''], index) => ({
        page,
        language,
        code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
        index,
      }),
    ),
  )
}

const invocation = 'npx --yes pnpm@12 '

/** Every command of this repository that a page names, in a block or in running text. */
export function readOwnCommands(): { page: string; command: string }[] {
  return pages.flatMap((page) => {
    const text = readText(page)
    const inText = [...text.matchAll(/`((?:[A-Z_]+=\S+ )*npx --yes pnpm@12 [^`]+)`/g)].map(
      ([, found = '']) => found,
    )
    const inBlocks = readBlocks()
      .filter((block) => block.page === page && block.language === 'sh')
      .flatMap(({ code }) => code.split('\n'))
      .filter((line) => line.includes(invocation))
    return [...inText, ...inBlocks].map((command) => ({ page, command: command.trim() }))
  })
}

/** Where a command of this repository runs, and what. */
export interface OwnScript {
  /** `.` for the root. */
  folder: string
  /** The command line that stands in the manifest. */
  script: string
  /** What follows on the page. */
  argv: string[]
}

/** What pnpm does with a command; null where no manifest has the script. */
export function findScript(command: string): OwnScript | null {
  let rest = splitWords(command.slice(command.indexOf(invocation) + invocation.length))
  let folder = '.'
  while (rest[0]?.startsWith('--')) {
    const [option, value = ''] = rest
    if (option === '--filter') folder = findWorkspace(value) ?? value
    if (option === '--dir') folder = value
    rest = rest.slice(option === '--silent' ? 1 : 2)
  }
  const [name = '', ...argv] = rest
  const manifest = exists(`${folder}/package.json`) ? readManifest(folder) : null
  // pnpm's own commands: one runs a program of the packages, the other installs them.
  const script = name === 'exec' ? argv[0] : name === 'install' ? name : manifest?.scripts?.[name]
  return script === undefined ? null : { folder, script, argv }
}

function findWorkspace(name: string): string | undefined {
  return listWorkspaces().find((folder) => readManifest(folder).name === name)
}

/** Splits a line as a shell does, as far as pages need it: words, and quotes of both kinds. */
export function splitWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  )
}

/** What a line of curl sends. */
export interface CurlRequest {
  url: string
  method: string
  headers: [string, string][]
  body: string | null
}

/** Reads a curl command; throws for an option that no page has needed so far. */
export function readCurl(line: string): CurlRequest {
  const [, ...words] = splitWords(line)
  const request: CurlRequest = { url: '', method: '', headers: [], body: null }
  while (words.length > 0) {
    const word = words.shift() ?? ''
    if (word === '-X') request.method = words.shift() ?? ''
    else if (word === '-d') request.body = words.shift() ?? ''
    else if (word === '-H') request.headers.push(readHeader(words.shift() ?? ''))
    else if (!word.startsWith('-')) request.url = word
    else if (!/^-[fiNsS]+$/.test(word)) throw new Error(`teach readCurl the option ${word}`)
  }
  return { ...request, method: request.method || (request.body === null ? 'GET' : 'POST') }
}

function readHeader(text: string): [string, string] {
  const colon = text.indexOf(':')
  return [text.slice(0, colon), text.slice(colon + 1).trim()]
}
