import { createHash } from 'node:crypto'
import type {
  ExplainContext,
  ExplainedRequest,
  ExplanationStage,
  LikelyMistake,
  SignatureExplanation,
} from '../../src/explain/explanation.ts'
import { type Deviation, findDeviations } from '../../src/explain/find-deviations.ts'
import { clip, maskSecret, withoutSecrets } from '../../src/explain/mask.ts'
import { createDigestMatcher, type DigestMatcher } from '../../src/explain/match-digest.ts'
import { describeSignature, readSignature } from '../../src/explain/received-signature.ts'
import { type OpenedSignature, openRsaSignature } from '../../src/explain/rsa-signature.ts'
import {
  explainHeaders,
  headerOf,
  possible,
  seen,
  summarize,
  withoutRepeats,
} from '../../src/explain/stages.ts'
import { inquiryPath } from '../read-call.ts'
import { explainBearer } from './bearer.ts'
import { type InquiryFacts, inquiryDimensions } from './inquiry-deviations.ts'
import {
  type AcceptedCredentials,
  buildStringToSign,
  correctRecipe,
  type InquiryRecipe,
} from './inquiry-recipe.ts'
import { isOwnMerchant, merchantIdsOf } from './merchant.ts'
import { explainTimestamp, stageOfTimestamp } from './timestamp.ts'

const mandatoryHeaders = [
  'Content-Type',
  'Authorization',
  'X-TIMESTAMP',
  'X-SIGNATURE',
  'X-PARTNER-ID',
  'X-EXTERNAL-ID',
  'CHANNEL-ID',
]

interface Proof {
  mistakes: LikelyMistake[]
  /** How it was signed; `null` where only the algorithm is known. */
  recipe: InquiryRecipe | null
}

const proofOf = (
  recipe: InquiryRecipe,
  deviations: ReadonlyArray<Deviation<InquiryRecipe>>,
  spelling: ReadonlyArray<Omit<LikelyMistake, 'certainty'>>,
): Proof => ({
  mistakes: [...deviations, ...spelling].map(({ id, what, fix }) => ({ id, certainty: 'proven', what, fix })),
  recipe,
})

const rsaInstead = (): LikelyMistake => ({
  id: 'asymmetric-instead-of-symmetric',
  certainty: 'proven',
  what: 'The inquiry is signed with the RSA private key.',
  fix: 'RSA signs the token request only; sign the inquiry with HMAC-SHA512 and the merchant secret.',
})

/** The signature was made with the right private key, so what it holds can be read and compared. */
const proveRsa = (facts: InquiryFacts, opened: OpenedSignature): Proof => {
  const { correct } = facts
  const hash = opened.hash
  const { found } =
    hash === null
      ? { found: null }
      : findDeviations(correct, inquiryDimensions(facts), (recipe) =>
          createHash(hash).update(buildStringToSign(recipe)).digest().equals(opened.content) ? true : null,
        )
  if (!found) return { mistakes: [rsaInstead()], recipe: null }
  const proof = proofOf(found.recipe, found.deviations, [])
  return { ...proof, mistakes: [rsaInstead(), ...proof.mistakes] }
}

const prove = (facts: InquiryFacts, matcher: DigestMatcher, opened: OpenedSignature | null) => {
  if (opened) return { proof: proveRsa(facts, opened), tried: 1 }
  const { found, tried } = findDeviations(facts.correct, inquiryDimensions(facts), (recipe) =>
    matcher(recipe.sign(recipe.secret, buildStringToSign(recipe))),
  )
  return { proof: found ? proofOf(found.recipe, found.deviations, found.match) : null, tried }
}

const algorithmsBySize = new Map([
  [16, 'MD5'],
  [20, 'SHA-1'],
  [32, 'SHA-256'],
  [48, 'SHA-384'],
  [128, 'RSA with 1024 bits'],
  [256, 'RSA'],
  [384, 'RSA with 3072 bits'],
  [512, 'RSA with 4096 bits'],
])

/** What can be said of a signature that no candidate reproduces. */
const suspect = (signature: string, tried: number): LikelyMistake[] => {
  const readings = readSignature(signature, 'base64')
  if (readings.length === 0) {
    return [
      seen(
        'signature-unreadable',
        `X-SIGNATURE is ${describeSignature(signature)}.`,
        'Send the HMAC-SHA512 as base64, 88 characters.',
      ),
    ]
  }
  const fitting = readings.find(({ bytes }) => bytes.length === 64)
  if (!fitting) {
    const [first] = readings
    const size = first?.bytes.length ?? 0
    const algorithm = algorithmsBySize.get(size)
    return [
      seen(
        'another-algorithm',
        `X-SIGNATURE holds ${size} bytes${algorithm ? `, as ${algorithm} gives` : ''}; HMAC-SHA512 gives 64.`,
        'Use HMAC-SHA512 with the merchant secret as the key.',
      ),
      ...(first?.findings ?? []).map(({ id, what, fix }) => seen(id, what, fix)),
    ]
  }
  return [
    ...fitting.findings.map(({ id, what, fix }) => seen(id, what, fix)),
    possible(
      'another-secret',
      `None of the ${tried} ways tried gives this signature, so it was most likely made with another secret.`,
      'Compare the merchant secret with the one that the mock prints, character by character.',
    ),
    possible(
      'another-text',
      'Or a text was signed that is not among those tried.',
      'Print the text before signing and compare it with the expected one, part by part.',
    ),
  ]
}

const merchantMistakes = (received: string, merchantIds: readonly string[]): LikelyMistake[] =>
  received === '' || isOwnMerchant(received, merchantIds.at(-1) ?? '')
    ? []
    : [
        seen(
          'wrong-merchant-id',
          `X-PARTNER-ID is not the merchant of this mock${received.trim() === merchantIds.at(-1) ? ': there is white space around it' : ''}.`,
          `Send ${merchantIds.join(' or ')}.`,
        ),
      ]

/** The text with every known token replaced by its name, before anything else was done to it. */
const buildMaskedText = (recipe: InquiryRecipe, { token, context }: InquiryFacts): string => {
  const earlier = context.recentTokens ?? []
  const named = [token, ...earlier]
    .filter((known) => known !== '')
    .reduce(
      (text, known) => text.replaceAll(known, known === token ? '<accessToken>' : '<earlier accessToken>'),
      recipe.token,
    )
  return buildStringToSign({ ...recipe, token: named })
}

/** The stages that lead to the text; `recipe` is how it was signed, where that is known. */
const stagesOfText = (facts: InquiryFacts, recipe: InquiryRecipe | null): ExplanationStage[] => {
  const { correct } = facts
  const stage = (name: string, show: (shown: InquiryRecipe) => string): ExplanationStage => ({
    name,
    expected: clip(show(correct)),
    received: recipe && clip(show(recipe)),
    agrees: recipe && show(recipe) === show(correct),
  })
  return [
    stage('minified body', ({ body }) => body),
    stage('body hash', ({ hashBody, body }) => hashBody(body)),
    stage('string to sign', (shown) => buildMaskedText(shown, facts)),
  ]
}

const judgeSignature = (facts: InquiryFacts, signature: string, isSigned: boolean): Proof => {
  const { correct, credentials } = facts
  if (isSigned) return { mistakes: [], recipe: correct }
  // That it is missing is said of the headers.
  if (signature === '') return { mistakes: [], recipe: null }
  const opened =
    readSignature(signature, 'base64')
      .filter(({ bytes }) => bytes.length === 256)
      .map(({ bytes }) => openRsaSignature(bytes, credentials.publicKey))
      .find((result) => result !== null) ?? null
  const { proof, tried } = prove(facts, createDigestMatcher(signature, 'base64'), opened)
  return proof ?? { mistakes: suspect(signature, tried), recipe: null }
}

/** Explains the status inquiry, signed with HMAC-SHA512. The page is https://docs.smilepay.id/inquiry. */
export const explainInquiry = (
  request: ExplainedRequest,
  context: ExplainContext,
  credentials: AcceptedCredentials,
): SignatureExplanation => {
  const merchantIds = merchantIdsOf(credentials.partnerId, context.session)
  const headers = explainHeaders(request, mandatoryHeaders)
  const bearer = explainBearer(request, context, (id) => isOwnMerchant(id, credentials.partnerId))
  const timestamp = headerOf(request, 'X-TIMESTAMP')
  const signature = headerOf(request, 'X-SIGNATURE')
  const partnerId = headerOf(request, 'X-PARTNER-ID')
  const { token } = bearer
  const correct = correctRecipe(request, token, credentials.merchantSecret)
  const facts = { request, context, credentials, token, correct }
  const expectedSignature = correct.sign(correct.secret, buildStringToSign(correct)).toString('base64')
  const isSigned = signature === expectedSignature
  const judged = judgeSignature(facts, signature, isSigned)
  const isMerchant = isOwnMerchant(partnerId, credentials.partnerId)
  const verifies = headers.mistakes.length === 0 && bearer.mistakes.length === 0 && isSigned && isMerchant
  const mistakes = withoutRepeats([
    // What is wrong with Authorization is said of the token.
    ...headers.mistakes.filter(({ what }) => !what.includes('Authorization')),
    ...bearer.mistakes,
    ...judged.mistakes,
    ...merchantMistakes(partnerId, merchantIds),
    ...explainTimestamp(timestamp, context),
  ])
  return withoutSecrets(
    {
      call: 'inquiry-status',
      verifies,
      summary: summarize(verifies ? [] : mistakes, 'Token and signature are right.'),
      stages: [
        headers.stage,
        bearer.stage,
        {
          name: 'merchant',
          expected: merchantIds.join(' or '),
          received: partnerId.length > 40 ? maskSecret(partnerId) : partnerId || 'missing',
          agrees: isMerchant,
        },
        stageOfTimestamp(timestamp, context.now),
        {
          name: 'method and path',
          expected: `POST ${inquiryPath}`,
          received: `${request.method} ${clip(request.receivedPath, 200)}`,
          agrees: request.method === 'POST' && request.path === inquiryPath,
        },
        ...stagesOfText(facts, judged.recipe),
        {
          name: 'signature',
          expected: `HMAC-SHA512 as base64, 88 characters, ${maskSecret(expectedSignature)}`,
          received:
            signature === '' ? 'missing' : `${describeSignature(signature)}, ${maskSecret(signature)}`,
          agrees: isSigned,
        },
      ],
      mistakes,
    },
    [
      { name: 'merchantSecret', text: credentials.merchantSecret },
      { name: 'X-SIGNATURE', text: expectedSignature },
      { name: 'X-SIGNATURE received', text: signature },
      { name: 'accessToken', text: token },
      { name: 'Authorization', text: headerOf(request, 'Authorization') },
      ...(context.recentTokens ?? []).map((text) => ({ name: 'earlier accessToken', text })),
    ],
  )
}
