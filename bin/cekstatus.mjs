#!/usr/bin/env -S node --
import { run } from './run.mjs'

run('packages/cli/src/bin.ts')
