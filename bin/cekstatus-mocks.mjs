#!/usr/bin/env -S node --
import { run } from './run.mjs'

run('mocks/src/cli.ts')
