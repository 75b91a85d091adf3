import type { Command } from 'commander'
import type { RunCommand } from './command-context'
import { EVAL_KINDS, runEval } from './commands/eval'

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  cache: 'would b get the stored answer of a? lines of {"id", "a", "b"} in, {"id", "hit", "reason"} out',
  mask: 'what would be replaced before a text is sent? lines of {"id", "text"} in, {"id", "masked", "spans"} out',
  support:
    'which sentences do the passages bear out? lines of {"id", "draft", "passages"} in, {"id", "sentences"} out',
}

/** `verdemuse eval cache --batch FILE`: judge decisions of the product on cases of one's own. */
export function addEval(program: Command, run: RunCommand): void {
  const evaluate = program
    .command('eval')
    .description('judge what the program decides on cases of your own, without asking a model')
  for (const name of Object.keys(EVAL_KINDS))
    evaluate
      .command(name)
      .description(DESCRIPTIONS[name] ?? name)
      .requiredOption('--batch <file>', 'one JSON object a line; - is standard input')
      .action((options: { batch: string }, command: Command) =>
        run(command.optsWithGlobals(), (context) => runEval(context, { name, file: options.batch })),
      )
}
