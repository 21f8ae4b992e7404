#!/usr/bin/env node
import { run } from './run.mjs'

run('mocks/src/cli.ts')
