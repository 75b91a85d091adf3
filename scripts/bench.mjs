// Measures the built product and prints one table: `npm run bench`, with --json for machines, --quick for small sizes,
// and names of parts (start import search answers bundle bulk scale) for those alone. Progress goes to stderr.
import { resolve } from 'node:path'
import { ensureBuild } from './ensure-build.mjs'
import { launch } from './launch.mjs'

const buildCode = ensureBuild()
if (buildCode !== 0) process.exit(buildCode)
process.exit(await launch(resolve(import.meta.dirname, '../test/bench/run.mjs'), process.argv.slice(2)))
