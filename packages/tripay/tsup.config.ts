import { providerBuild } from '@cekstatus/packaging'
import { defineConfig } from 'tsup'

export default defineConfig(providerBuild())
