// Changelogs as changesets writes them, but with what a package needs on one line instead of one line per change file.
import standard from '@changesets/cli/changelog'

export const getReleaseLine = standard.getReleaseLine

export const getDependencyReleaseLine = async (_changesets, dependencies) =>
  dependencies.length === 0
    ? ''
    : `- Needs ${dependencies.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`).join(', ')}.`
