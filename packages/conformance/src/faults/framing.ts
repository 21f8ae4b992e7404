import { type Fault, invalid, network, success } from './fault.ts'
import {
  firstHalf,
  headRead,
  latin1,
  sizeOf,
  type WireStep,
  writeChunk,
  writeHead,
  writeWhole,
} from './wire.ts'

const chunkedHead = writeHead(['transfer-encoding: chunked'])
const toChunk = (byte: number): string => `1\r\n${String.fromCharCode(byte)}\r\n`
const headersOf = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'v']))

/** The answer is not, or hardly, the HTTP that it claims to be. */
export const framingFaults: readonly Fault[] = [
  {
    name: 'no HTTP at all',
    meets: () => [{ write: 'SSH-2.0-OpenSSH_9.9\r\n' }, 'end'],
    demands: [network()],
  },
  {
    name: 'chunks without the last one',
    meets: ({ success: body }) => [chunkedHead, writeChunk(body), headRead, 'end'],
    demands: [network(200)],
    because: 'even a body that reads as whole is not, while its end is missing',
  },
  {
    name: 'an end inside a chunk',
    meets: ({ success: body }) => [
      chunkedHead,
      { write: `${sizeOf(body).toString(16)}\r\n${firstHalf(body)}` },
      headRead,
      'end',
    ],
    demands: [network(200)],
  },
  {
    name: 'a chunk size that is no number',
    meets: ({ success: body }) => [
      chunkedHead,
      writeChunk(firstHalf(body)),
      headRead,
      { write: `zz\r\n${body}\r\n0\r\n\r\n` },
    ],
    demands: [network(200)],
  },
  {
    name: 'chunks of one byte, and a trailer',
    meets: ({ success: body }) => [
      writeHead(['connection: close', 'transfer-encoding: chunked']),
      {
        write: `${[...Buffer.from(body)].map((byte) => toChunk(byte)).join('')}0\r\nx-trailer: late\r\n\r\n`,
      },
      'end',
    ],
    demands: [success],
  },
  {
    name: 'content-length greater than the body',
    meets: ({ success: body }) => [
      writeHead([`content-length: ${sizeOf(body) + 1}`]),
      { write: body },
      headRead,
      'end',
    ],
    demands: [network(200)],
    because: 'even a body that reads as whole is not, while a byte of it is missing',
  },
  {
    name: 'content-length smaller than the body',
    meets: ({ success: body }) => [writeHead([`content-length: ${sizeOf(body) - 10}`]), { write: body }],
    demands: [invalid()],
    because: 'the body ends where its length says, which leaves cut JSON',
  },
  {
    name: 'content-length that is no number',
    meets: ({ success: body }) => [writeHead(['content-length: many']), { write: body }, 'end'],
    demands: [network()],
  },
  {
    name: 'two values of content-length',
    meets: ({ success: body }) => [
      writeHead([`content-length: ${sizeOf(body)}`, 'content-length: 20']),
      { write: body },
      'end',
    ],
    demands: [network()],
  },
  {
    name: 'HTTP/1.0 without content-length',
    meets: ({ success: body }) => [writeHead([], 'HTTP/1.0 200 OK'), { write: body }, 'end'],
    demands: [success],
  },
  {
    name: 'HTTP/1.0 without content-length, cut',
    meets: ({ success: body }) => [writeHead([], 'HTTP/1.0 200 OK'), { write: firstHalf(body) }, 'end'],
    demands: [invalid()],
    because: 'nothing but the JSON shows that the body was cut',
  },
  {
    name: 'HTTP 103 before the answer',
    meets: ({ success: body }) => [
      writeHead(['link: </style.css>; rel=preload'], 'HTTP/1.1 103 Early Hints'),
      ...writeWhole(body),
    ],
    demands: [success],
  },
  {
    name: 'HTTP 204 with the success answer behind it',
    meets: ({ success: body }) => [
      writeHead([`content-length: ${sizeOf(body)}`], 'HTTP/1.1 204 No Content'),
      { write: body },
    ],
    demands: [invalid(204)],
    because: 'it has no body, so what follows is no answer',
  },
  {
    name: 'a body without an end',
    meets: () => [writeHead([]), { writeForever: 'x'.repeat(65_536) }],
    demands: [invalid()],
    because: 'reading stops at the size cap, and the connection is given up',
  },
  {
    name: 'a header of 64 KiB',
    meets: ({ success: body }) => ({ status: 200, headers: { 'x-long': 'v'.repeat(65_536) }, body }),
    demands: [network()],
    because: "Node's fetch takes heads of up to 16 KiB",
  },
  {
    name: '1,000 headers',
    meets: ({ success: body }) => ({ status: 200, headers: headersOf(1000), body }),
    demands: [success],
  },
  {
    name: 'a NUL byte in a header that echoes the request',
    meets: ({ success: body, echo }) => writeWhole(body, [`x-echo: ${echo}\u0000`]),
    demands: [network()],
  },
  {
    name: 'a header with bytes beyond ASCII',
    meets: ({ success: body }) => [
      { write: latin1(`HTTP/1.1 200 Tr\u00e8s bien\r\nx-name: caf\u00e9 \u00ff\r\nconnection: close\r\n`) },
      { write: `content-length: ${sizeOf(body)}\r\n\r\n${body}` } satisfies WireStep,
      'end',
    ],
    demands: [success],
  },
]
