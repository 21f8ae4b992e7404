import { type Fault, success, timeout } from './fault.ts'
import { firstHalf, headOfMore, headRead, partOfHead, sizeOf, type WireStep, writeHead } from './wire.ts'

/** The answer takes its time. */
export const timeFaults: readonly Fault[] = [
  { name: 'silence before the head', meets: () => ['let the deadline pass'], demands: [timeout()] },
  {
    name: 'silence inside the head',
    meets: () => [partOfHead, 'let the deadline pass'],
    demands: [timeout()],
  },
  {
    name: 'silence after the head',
    meets: () => [headOfMore, headRead, 'let the deadline pass'],
    demands: [timeout(200)],
  },
  {
    name: 'silence inside the body',
    meets: (material) => [
      headOfMore,
      { write: firstHalf(material.success) },
      headRead,
      'let the deadline pass',
    ],
    demands: [timeout(200)],
  },
  {
    name: 'a body that drips on beyond the deadline',
    meets: ({ success: body }) => [
      headOfMore,
      ...drip(firstHalf(body), 5),
      headRead,
      'let the deadline pass',
      ...drip(firstHalf(body), 5),
    ],
    demands: [timeout(200)],
  },
  {
    name: 'a body that drips and is complete within the deadline',
    meets: ({ success: body }) => [
      writeHead(['connection: close', `content-length: ${sizeOf(body)}`]),
      ...drip(body, 10),
      'end',
    ],
    demands: [success],
  },
]

/** The text in equal pieces, a few milliseconds apart. */
function drip(text: string, pieces: number): WireStep[] {
  const length = Math.ceil(text.length / pieces)
  return Array.from({ length: pieces }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  ).flatMap((piece) => [{ write: piece }, { pauseMs: 5 }])
}
