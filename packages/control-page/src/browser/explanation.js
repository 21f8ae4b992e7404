import { element } from './element.js'

/** @import { ExplanationStage, LikelyMistake, SignatureExplanation } from '../api-types.ts' */

/** @param {LikelyMistake} mistake */
const drawMistake = ({ id, certainty, fix }) =>
  element(
    'li',
    { 'data-mistake': id },
    element('span', { class: `badge ${certainty}` }, certainty),
    element('strong', {}, ` ${fix}`),
  )

/** @param {boolean | null} agrees */
const verdict = (agrees) => (agrees === null ? 'cannot be told' : agrees ? 'agrees' : 'differs')

/** @param {ExplanationStage} stage */
const drawStage = ({ name, expected, received, agrees }) =>
  element(
    'li',
    { class: agrees === false ? 'differs' : '' },
    element('strong', {}, name),
    element('span', { class: 'badge' }, verdict(agrees)),
    element(
      'dl',
      {},
      element('dt', {}, 'expected'),
      element('dd', {}, element('code', {}, expected)),
      ...(received === null
        ? []
        : [element('dt', {}, 'received'), element('dd', {}, element('code', {}, received))]),
    ),
  )

/**
 * Why a credential or signature was refused: the likely mistakes, then each stage.
 * @param {SignatureExplanation} explanation
 */
export const drawExplanation = ({ summary, stages, mistakes }) => [
  element(
    'section',
    { class: 'explanation', 'aria-label': 'Explanation' },
    element('h3', {}, 'Why it was refused'),
    element('p', {}, summary),
    ...(mistakes.length === 0
      ? []
      : [
          element('h4', {}, 'Likely mistakes'),
          element('ol', { class: 'mistakes' }, ...mistakes.map(drawMistake)),
        ]),
    element('h4', {}, 'Stages'),
    element('ol', { class: 'stages' }, ...stages.map(drawStage)),
  ),
]
