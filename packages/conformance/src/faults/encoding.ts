import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { type Fault, type FaultScript, invalid, network, success } from './fault.ts'
import { headRead, latin1, sizeOf, writeHead } from './wire.ts'

const json = { 'content-type': 'application/json' }
const gzip = { ...json, 'content-encoding': 'gzip' }
const unasked = 'not requested, and not every transport can decompress it'
const brotli = { ...json, 'content-encoding': 'br' }
/** As good as any for spaces. */
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }
const unknownCoding = { ...json, 'content-encoding': 'x-unheard-of' }
const bombPadding = ' '.repeat(16 * 1024 * 1024)

const sending =
  (encode: (body: string) => string | Uint8Array, headers: Record<string, string> = json): FaultScript =>
  (material) => ({ status: 200, headers, body: encode(material.success) })

const withName = (body: string): string => `${body.slice(0, -1)},"brand_new_field":"caf\u00e9"}`

/** The body's bytes are packed or written in an unexpected way. */
export const encodingFaults: readonly Fault[] = [
  { name: 'gzip', meets: sending((body) => gzipSync(body), gzip), demands: [success] },
  {
    name: 'gzip that is none',
    meets: ({ success: body }) => [
      writeHead(['connection: close', 'content-encoding: gzip', `content-length: ${sizeOf(body)}`]),
      headRead,
      { write: body },
      'end',
    ],
    demands: [network(200)],
    because: 'fetch cannot tell it from a lost connection',
  },
  {
    name: 'gzip that is cut',
    meets: sending((body) => gzipSync(body).subarray(0, -20), gzip),
    demands: [network(200), invalid()],
    because: 'some runtimes unpack what there is, which is cut JSON',
  },
  {
    name: 'gzip without its trailer',
    meets: sending((body) => gzipSync(body).subarray(0, -8), gzip),
    demands: [success, network(200)],
    because: 'all of the text is there; some runtimes do not miss the checksum behind it',
  },
  {
    name: 'gzip that unpacks to 16 MiB',
    meets: sending((body) => gzipSync(body + bombPadding), gzip),
    demands: [invalid()],
    because: 'the size cap counts unpacked bytes',
  },
  {
    name: 'brotli',
    meets: sending((body) => brotliCompressSync(body), brotli),
    demands: [success, invalid()],
    because: unasked,
  },
  {
    name: 'brotli that unpacks to 16 MiB',
    meets: sending((body) => brotliCompressSync(body + bombPadding, fast), brotli),
    demands: [invalid()],
    because: 'the size cap counts unpacked bytes',
  },
  {
    name: 'gzip that was packed twice',
    meets: sending((body) => gzipSync(gzipSync(body)), { ...json, 'content-encoding': 'gzip, gzip' }),
    demands: [success, invalid()],
    because: unasked,
  },
  {
    name: 'an unknown content-encoding on plain JSON',
    meets: sending((body) => body, unknownCoding),
    demands: [success],
    because: 'JSON is judged by parsing',
  },
  {
    name: 'an unknown content-encoding on other bytes',
    meets: sending((body) => gzipSync(body), unknownCoding),
    demands: [invalid()],
  },
  {
    name: 'Latin-1 in a field that decides nothing',
    meets: sending((body) => latin1(withName(body)), {
      'content-type': 'application/json; charset=iso-8859-1',
    }),
    demands: [success],
    because: 'JSON is UTF-8 whatever the content type says; only that text is damaged',
  },
  {
    name: 'UTF-16',
    meets: sending((body) => Buffer.from(`\uFEFF${body}`, 'utf16le'), {
      'content-type': 'application/json; charset=utf-16',
    }),
    demands: [invalid()],
  },
  { name: 'a byte order mark', meets: sending((body) => `\uFEFF${body}`), demands: [success] },
  {
    name: 'white space, a byte order mark and white space again, as HTML',
    meets: sending((body) => ` \r\n\uFEFF\t${body}\n`, { 'content-type': 'text/html' }),
    demands: [success],
    because: 'JSON is judged by parsing, not by its content type',
  },
]
