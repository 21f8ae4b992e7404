import { type Fault, network, success, unavailable } from './fault.ts'
import { firstHalf, headOfMore, headRead, latin1, partOfHead, sizeOf, writeHead } from './wire.ts'

/** The connection is not made, or is lost. */
export const connectionFaults: readonly Fault[] = [
  { name: 'no process listens on the port', meets: 'nobody', demands: [network()] },
  {
    name: 'the host name does not resolve',
    meets: 'no host',
    demands: [network()],
    because: 'the name has a label of 64 characters, so that no resolver gets it',
  },
  { name: 'a reset before the head', meets: () => ['reset'], demands: [network()] },
  { name: 'an end before the head', meets: () => ['end'], demands: [network()] },
  { name: 'a reset inside the head', meets: () => [partOfHead, 'reset'], demands: [network()] },
  { name: 'an end inside the head', meets: () => [partOfHead, 'end'], demands: [network()] },
  {
    name: 'a reset after the head',
    meets: () => [headOfMore, headRead, 'reset'],
    demands: [network(200)],
  },
  { name: 'an end after the head', meets: () => [headOfMore, headRead, 'end'], demands: [network(200)] },
  {
    name: 'a reset inside the body',
    meets: (material) => [headOfMore, { write: firstHalf(material.success) }, headRead, 'reset'],
    demands: [network(200)],
  },
  {
    name: 'a kept connection that ends at the second inquiry',
    after: answerAndKeep,
    meets: () => ['end'],
    demands: [network()],
  },
  {
    name: 'a kept connection that is reset at the second inquiry',
    after: answerAndKeep,
    meets: () => ['reset'],
    demands: [network()],
  },
  {
    name: 'a connection that ends behind the first answer, though it was to be kept',
    after: ({ success: body }) => [writeHead([`content-length: ${sizeOf(body)}`]), { write: body }, 'end'],
    meets: ({ success: body }) => ({ status: 200, headers: {}, body }),
    demands: [success, network()],
    because: 'whether the client sees the end before it sends is a matter of luck; it must not hang',
  },
  {
    name: 'a second response that was not requested',
    after: ({ success: body }) => {
      const head = writeHead([`content-length: ${sizeOf(body)}`])
      return [head, { write: body }, head, { write: body }]
    },
    meets: () => ({ status: 503, headers: {}, body: '' }),
    demands: [unavailable(503)],
    because: 'it must never be taken for the answer to the next inquiry',
  },
  {
    name: 'junk behind the answer',
    meets: ({ success: body }) => [
      writeHead([`content-length: ${sizeOf(body)}`]),
      { write: latin1(`${body}\u0000\u00ff junk\r\n\r\n`) },
    ],
    demands: [success],
  },
]

function answerAndKeep({ success: body }: { success: string }) {
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}
