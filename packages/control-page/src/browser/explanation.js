import { element } from './element.js'

/** @import { ExplanationStage, LikelyMistake, SignatureExplanation } from '../api-types.ts' */

/** @param {LikelyMistake} mistake */
function drawMistake({ id, certainty, fix }) {
  return element(
    'li',
    { 'data-mistake': id },
    element('span', { class: `badge ${certainty}` }, certainty),
    element('strong', {}, ` ${fix}`),
  )
}

/** @param {boolean | null} agrees */
function verdict(agrees) {
  return agrees === null ? 'unknown' : agrees ? 'matches' : 'differs'
}

/** @param {ExplanationStage} stage */
function drawStage({ name, expected, received, agrees }) {
  return element(
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
}

/**
 * Why a credential or signature was refused: the likely mistakes, then each stage.
 * @param {SignatureExplanation} explanation
 */
export function drawExplanation({ summary, stages, mistakes }) {
  return [
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
}
