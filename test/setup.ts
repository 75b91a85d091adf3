import fc from 'fast-check'

// The same cases in every run, so that a red run means a change and not a throw of the dice; FUZZ_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 1) })
