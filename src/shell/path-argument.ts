import { InvalidArgumentError } from 'commander'

/** An empty text is a variable of a script that was never set; as a path it would mean the folder one stands in. */
export function pathArgument(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.')
  return text
}

export function pathArguments(text: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), pathArgument(text)]
}
